import { execa } from "execa";
import getPort from "get-port";

/** A `next start` of a test's own, on the running Supabase: to be told to stop, or to run in another environment. */
export async function startOwnSite(env: Record<string, string> = {}) {
  const port = String(await getPort());
  const url = `http://localhost:${port}`;
  const site = execa("next", ["start"], {
    preferLocal: true,
    env: { ...env, PORT: port },
    stdio: ["ignore", "pipe", "inherit"],
    reject: false,
  });
  await new Promise<void>((resolve, reject) => {
    site.stdout.on("data", (text) => String(text).includes("Ready in") && resolve());
    site.stdout.on("end", () => reject(new Error("The site ended before it was ready")));
  });
  return {
    url,
    /** Tells it to stop, as a deploy does, and gives how many milliseconds it took. */
    async stop(): Promise<number> {
      const told = performance.now();
      site.kill("SIGTERM");
      await site;
      return performance.now() - told;
    },
  };
}
