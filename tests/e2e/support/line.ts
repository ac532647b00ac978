import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/**
 * The line between a browser and all else, which breaks when a test says so, in the middle of what is being sent: a SOCKS
 * proxy for a context of its own. A browser's own "offline" lets an upload that has begun go on to its end.
 */
export async function openLine() {
  const held = new Set<Socket>();
  let limit = Number.POSITIVE_INFINITY;
  let onHeld = () => {};

  const server = createServer(async (browser) => {
    browser.on("error", () => undefined);
    const target = await greet(browser).catch(() => null);
    if (!target) return browser.destroy();
    const outer = connect(target);
    browser.on("close", () => outer.destroy());
    outer.on("error", () => browser.destroy());
    outer.on("close", () => browser.destroy());
    outer.pipe(browser);
    let sent = 0;
    browser.on("data", (chunk: Buffer) => {
      sent += chunk.length;
      outer.write(chunk);
      if (sent < limit) return;
      browser.pause();
      held.add(browser);
      onHeld();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    /** For `browser.newContext`; without the second Chromium goes to this machine by itself. */
    proxy: {
      server: `socks5://127.0.0.1:${(server.address() as AddressInfo).port}`,
      bypass: "<-loopback>",
    },
    /** Lets no more than about so many bytes through on one connection. @returns what settles once that has happened */
    holdAfter(bytes: number): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>();
      onHeld = resolve;
      limit = bytes;
      return promise;
    },
    /** Breaks off what is held, and holds nothing any more. */
    cut() {
      limit = Number.POSITIVE_INFINITY;
      for (const socket of held) socket.destroy();
      held.clear();
    },
    close() {
      server.close();
    },
  };
}

/** Agrees on SOCKS 5 without a password, and reads where the browser wants to go. */
async function greet(browser: Socket): Promise<{ host: string; port: number }> {
  await once(browser, "readable");
  browser.read();
  browser.write(Buffer.from([5, 0]));
  await once(browser, "readable");
  const asked: Buffer = browser.read() ?? Buffer.alloc(0);
  // An IPv4 address (1), or a name with its length before it (3).
  const end = asked[3] === 1 ? 8 : 5 + (asked[4] ?? 0);
  const host = asked[3] === 1 ? asked.subarray(4, end).join(".") : asked.toString("latin1", 5, end);
  browser.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
  return { host, port: asked.readUInt16BE(end) };
}
