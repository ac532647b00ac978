import { styleText } from "node:util";
import type { Settings } from "./settings.ts";
import type { Stack } from "./stack.ts";

const people = [
  ["admin@rinkside.test", "organiser"],
  ["sweden@rinkside.test", "Sweden"],
  ["finland@rinkside.test", "Finland"],
] as const;

/** What a person needs to know once the stack runs. In colour only where a terminal shows it. */
export function banner(stack: Stack, settings: Settings): string {
  const dim = (text: string) => styleText("dim", text, { stream: process.stdout });
  const strong = (text: string) => styleText("bold", text, { stream: process.stdout });
  const rows: [string, string][] = [
    ["Site", strong(`http://localhost:${settings.sitePort}`)],
    ["Supabase", stack.url],
    ["Mails", `${stack.url}/mails`],
    ["Postgres", stack.dbUrl],
    ["Publishable key", stack.publishableKey],
    ["Secret key", stack.secretKey],
    ...people.map(([email, who], index): [string, string] => [
      index === 0 ? "Sign in as" : "",
      `${email.padEnd(22)} ${dim(who)}`,
    ]),
    ["", `${dim("password")} ${strong("rinkside-demo")}`],
  ];
  const lines = rows.map(([label, value]) => `  ${dim(label.padEnd(16))} ${value}`);
  return ["", strong("  Rinkside, on its own Supabase"), "", ...lines, ""].join("\n");
}
