import type { Log } from "../log.ts";
import type { Relation, Row } from "./pgoutput.ts";
import { type Stream, streamInserts } from "./stream.ts";

export const MESSAGES_PUBLICATION = "supabase_realtime_messages_publication";

const FIRST_RETRY = 100;
const LAST_RETRY = 5_000;

export type Replication = {
  /** Resolves when the stream flows: what commits from then on is delivered. */
  flowing(): Promise<void>;
  stop(): Promise<void>;
};

/** Keeps the stream alive over restarts of Postgres. `onLost` is called each time that rows may be missed. */
export function startReplication(options: {
  databaseUrl: string;
  onInsert: (relation: Relation, row: Row) => void;
  onLost: () => void;
  log: Log;
}): Replication {
  const { databaseUrl, onInsert, onLost, log } = options;
  let stream: Stream | null = null;
  let stopping = false;
  let wake: () => void = () => undefined;
  let ready = Promise.withResolvers<void>();

  async function run() {
    for (let retry = FIRST_RETRY; !stopping; retry = Math.min(retry * 2, LAST_RETRY)) {
      try {
        stream = await streamInserts(databaseUrl, MESSAGES_PUBLICATION, onInsert);
        retry = FIRST_RETRY;
        ready.resolve();
        if (stopping) await stream.stop();
        const reason = await stream.ended;
        ready = Promise.withResolvers();
        if (stopping) return;
        log("the replication stream ended; clients join again when it is back", reason);
        onLost();
      } catch (error) {
        if (!stopping) log(`replication could not start; trying again in ${retry} ms`, error);
      }
      if (!stopping) await pause(retry);
    }
  }

  function pause(time: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, time);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const running = run();
  return {
    flowing: () => ready.promise,
    async stop() {
      stopping = true;
      wake();
      await stream?.stop();
      await running;
    },
  };
}
