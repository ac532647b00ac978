import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export type TcpProxy = {
  url: string;
  /** How many connections there are on which something was said; Node keeps one that it made in vain for 4 s. */
  open(): number;
  /** Breaks every connection off, as a pulled cable does once both ends have noticed. */
  cut(): void;
  /** From now on nothing passes any more, though everything stays connected; new connections are taken and ignored. */
  stall(): void;
  /** New connections pass again. Those that were stalled stay silent for good, and nobody hears of their end. */
  recover(): void;
  close(): Promise<void>;
};

/** Stands between a client and the server at `target`, to count, cut and stall real connections. */
export async function openTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(target);
  const pairs = new Set<[Socket, Socket]>();
  const silenced = new WeakSet<Socket>();
  let stalled = false;

  const server = createServer((inner) => {
    const outer = connect(Number(port), hostname);
    const pair: [Socket, Socket] = [inner, outer];
    pairs.add(pair);
    for (const socket of pair) {
      socket.on("error", () => undefined);
      socket.on("close", () => {
        if (silenced.has(socket)) return;
        pairs.delete(pair);
        for (const other of pair) other.destroy();
      });
    }
    if (stalled) return silence(pair);
    inner.pipe(outer);
    outer.pipe(inner);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const silence = (pair: [Socket, Socket]) => {
    for (const socket of pair) {
      silenced.add(socket);
      socket.unpipe().pause();
    }
  };
  const cut = () => {
    for (const socket of [...pairs].flat()) {
      silenced.delete(socket);
      socket.destroy();
    }
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open: () => [...pairs].filter(([inner]) => inner.bytesRead > 0).length,
    cut,
    stall() {
      stalled = true;
      for (const pair of pairs) silence(pair);
    },
    recover() {
      stalled = false;
    },
    async close() {
      cut();
      server.close();
      await once(server, "close");
    },
  };
}
