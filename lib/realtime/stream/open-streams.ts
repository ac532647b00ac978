import "server-only";

/** Next bundles what runs at the start apart from the routes: only the global object is common to both. */
const KEY = Symbol.for("rinkside.open-streams");
type Shared = typeof globalThis & { [KEY]?: { ends: Set<() => void>; shuttingDown: boolean } };

function shared() {
  const global: Shared = globalThis;
  global[KEY] ??= { ends: new Set(), shuttingDown: false };
  return global[KEY];
}

/** True from the moment the server has been told to stop: a stream that began now would end at once. */
export function isShuttingDown(): boolean {
  return shared().shuttingDown;
}

/**
 * Remembers a stream until the returned function is called.
 * @param end ends it because the server stops
 */
export function rememberStream(end: () => void): () => void {
  const { ends } = shared();
  ends.add(end);
  return () => ends.delete(end);
}

/** A server that is told to stop waits for every open answer, and a stream by itself would keep it for minutes. */
export function endStreamsOnShutdown() {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      shared().shuttingDown = true;
      for (const end of [...shared().ends]) end();
    });
  }
}
