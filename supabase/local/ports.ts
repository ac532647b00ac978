import { connect, createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import getPort, { portNumbers } from "get-port";
import { Sentence } from "./sentence.ts";
import { settingNames } from "./settings.ts";

/** 0, or none, is not looked at. */
export type Ports = { sitePort?: number; apiPort: number; dbPort: number };

const purposes = { sitePort: "the site", apiPort: "Supabase", dbPort: "Postgres" } as const;

/** How long the system may hold on to the port of a connection that was closed, in milliseconds. */
const lingering = 61_000;

/** @throws Sentence that names the first port that something else holds, and the variable that chooses another */
export async function assertPortsFree(ports: Ports, onWait?: (port: number) => void): Promise<void> {
  const seen = new Map<number, string>();
  for (const key of ["sitePort", "apiPort", "dbPort"] as const) {
    const port = ports[key];
    if (!port) continue;
    const name = settingNames[key];
    const twin = seen.get(port);
    if (twin) throw new Sentence(`${twin} and ${name} are both ${port}: give them different ports.`);
    seen.set(port, name);
    const obstacle = await obstacleAt(port, () => onWait?.(port));
    if (!obstacle) continue;
    const why = obstacle === "taken" ? "is taken by another program" : `cannot be opened (${obstacle})`;
    throw new Sentence(
      `Port ${port}, for ${purposes[key]}, ${why}: choose another with ${name}=${port + 100}.`,
    );
  }
}

/** A port that is free, and below those that the system gives to outgoing connections at any moment. */
export function freePort(): Promise<number> {
  const from = 20_000 + Math.floor(Math.random() * 12_000);
  return getPort({ port: portNumbers(from, from + 100) });
}

async function obstacleAt(port: number, onWait: () => void): Promise<string | undefined> {
  for (let waited = 0; waited < lingering; waited += 250) {
    // Whoever answers would be taken for us, even on an address that we do not ask for.
    if ((await answers(port, "127.0.0.1")) || (await answers(port, "::1"))) return "taken";
    const error = await listenError(port);
    if (error !== "EADDRINUSE") return error;
    // Nobody answers and yet it is in use: an outgoing connection has it, or had it a moment ago.
    if (waited === 0) onWait();
    await delay(250);
  }
  return "EADDRINUSE";
}

function answers(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host });
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

function listenError(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, "0.0.0.0", () => server.close(() => resolve(undefined)));
  });
}
