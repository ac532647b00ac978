import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { Server, ServerResponse } from "node:http";

/**
 * What is being answered may take this long, in ms. A host kills what has not ended (Docker after 10 s), and nobody
 * can connect meanwhile: whoever gets no answer asks the next server the same again.
 */
const FINISH_MS = 4_000;
const LOOK_MS = 50;

type RequestStart = { server: Server; response: ServerResponse };

/**
 * Ends the connections of a server that has been told to stop, as soon as nothing is answered on them.
 *
 * Next closes its server, and that waits for more than answers: for the connections that a browser opened in advance
 * and never asked anything on (up to a minute), and for those whose answer was under way, until five seconds after
 * the last request that came on them.
 */
export function endConnectionsOnShutdown() {
  const answering = new Set<ServerResponse>();
  let server: Server | undefined;
  // Next does not hand out its server; Node names it with every request.
  subscribe("http.server.request.start", (message) => {
    const started = message as RequestStart;
    server = started.server;
    answering.add(started.response);
    started.response.once("close", () => answering.delete(started.response));
  });

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      const from = performance.now();
      const end = () => {
        if (answering.size === 0 || performance.now() - from > FINISH_MS) server?.closeAllConnections();
        else server?.closeIdleConnections();
      };
      // Whatever else the process waits for, it does not wait for this.
      setInterval(end, LOOK_MS).unref();
    });
  }
}
