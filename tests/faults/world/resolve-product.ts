import { existsSync, statSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

/* Lets Node run the product's own code as it stands: its bundler finds "@/lib/chat" and "./timeline" by these rules. */
const root = new URL("../../../", import.meta.url);
const ENDINGS = [".ts", ".tsx", "/index.ts"];

registerHooks({
  resolve(specifier, context, nextResolve) {
    const isOurs =
      specifier.startsWith("@/") ||
      (specifier.startsWith(".") && !context.parentURL?.includes("/node_modules/"));
    if (!isOurs) return nextResolve(specifier, context);
    const path = specifier.startsWith("@/")
      ? new URL(specifier.slice(2), root)
      : new URL(specifier, context.parentURL);
    const found = ["", ...ENDINGS].map((ending) => fileURLToPath(path) + ending).find(isFile);
    return nextResolve(found ? pathToFileURL(found).href : specifier, context);
  },
});

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
