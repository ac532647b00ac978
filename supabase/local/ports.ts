import { createServer } from "node:net";
import { Sentence } from "./sentence.ts";
import { settingNames } from "./settings.ts";

/** 0, or none, is not looked at. */
export type Ports = { sitePort?: number; apiPort: number; dbPort: number };

const purposes = {
  sitePort: "the site",
  apiPort: "Supabase",
  dbPort: "Postgres",
} as const;

/** @throws Sentence that names the first port that something else holds, and the variable that chooses another. */
export async function assertPortsFree(ports: Ports): Promise<void> {
  const seen = new Map<number, string>();
  for (const key of ["sitePort", "apiPort", "dbPort"] as const) {
    const port = ports[key];
    if (!port) continue;
    const name = settingNames[key];
    const twin = seen.get(port);
    if (twin) throw new Sentence(`${twin} and ${name} are both ${port}: give them different ports.`);
    seen.set(port, name);
    const obstacle = await whyUnavailable(port);
    if (obstacle === "EADDRINUSE") {
      throw new Sentence(
        `Port ${port}, for ${purposes[key]}, is taken by another program: stop that program, or choose another port with ${name}=${port + 100}.`,
      );
    }
    if (obstacle) {
      throw new Sentence(
        `Port ${port}, for ${purposes[key]}, cannot be opened (${obstacle}): choose another with ${name}=….`,
      );
    }
  }
}

/** Every address is tried: a listener on the wildcard or on `::1` only would answer for `localhost` in our place. */
async function whyUnavailable(port: number): Promise<string | undefined> {
  for (const host of ["127.0.0.1", "0.0.0.0", "::1", "::"]) {
    const code = await listenError(port, host);
    const withoutIpv6 = host.includes(":") && (code === "EADDRNOTAVAIL" || code === "EAFNOSUPPORT");
    if (code && !withoutIpv6) return code;
  }
  return undefined;
}

function listenError(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host, exclusive: true, ipv6Only: host.includes(":") }, () =>
      server.close(() => resolve(undefined)),
    );
  });
}
