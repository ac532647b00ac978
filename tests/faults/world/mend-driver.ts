import { registerHooks } from "node:module";

/*
 * postgres.js 3.4.9 does not outlive a Postgres that ends under it. A statement on a reserved connection that has just
 * closed (a transaction's rollback) writes to no socket, which ends the process; a write that was still pending is
 * never forgotten; and a closed connection that is released counts as open from then on. Where Postgres and its
 * services start and end together, as everywhere but here, it does not matter. Loaded before anything else by the
 * process that restarts Postgres alone.
 */
const MENDS: Record<string, readonly [defect: string, mended: string][]> = {
  "/postgres/src/connection.js": [
    [
      "if (terminated)\n",
      "if (socket === null) return queryError(q, Errors.connection('CONNECTION_CLOSED', options)), true\n    if (terminated)\n",
    ],
    [
      "clearImmediate(nextWriteTimer)\n    socket.removeListener",
      "clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener",
    ],
  ],
  "/postgres/src/index.js": [
    ["c.reserved = null\n      onopen(c)", "c.reserved = null\n      c.queue === closed || onopen(c)"],
  ],
};

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const mends = Object.entries(MENDS).find(([file]) => url.endsWith(`/node_modules${file}`))?.[1] ?? [];
    if (mends.length === 0) return loaded;
    let source = String(loaded.source);
    for (const [defect, mended] of mends) {
      if (!source.includes(defect)) throw new Error(`Look again whether ${url} still needs mending`);
      source = source.replace(defect, mended);
    }
    return { ...loaded, source };
  },
});
