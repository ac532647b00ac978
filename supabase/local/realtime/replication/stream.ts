import { randomBytes } from "node:crypto";
import type { Duplex } from "node:stream";
import postgres from "postgres";
import { decodeChange, nameRow, type Relation, type Row } from "./pgoutput.ts";
import { decodeReplicationFrame, statusUpdate } from "./standby.ts";

/** Postgres keeps the log that is not confirmed, and ends a reader that makes it keep too much; in bytes. It asks
 *  by itself only every half minute, in which a bulk load writes a lot. */
const CONFIRM_EVERY = 1n << 20n;

export type Stream = {
  /** Resolves when the stream has ended, with the reason if it was not asked for. */
  ended: Promise<Error | null>;
  stop(): Promise<void>;
};

/**
 * Streams the rows inserted into a publication's tables, in the order of their commits, from now on.
 * The slot is temporary: Postgres forgets it with the connection, so a server that is gone never holds back
 * the log; what is written meanwhile is not delivered. Resolves when everything that commits will come.
 */
export async function streamInserts(
  databaseUrl: string,
  publication: string,
  onInsert: (relation: Relation, row: Row) => void,
): Promise<Stream> {
  const sql = postgres(databaseUrl, {
    max: 1,
    fetch_types: false,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 5,
    connection: { application_name: "realtime_replication_connection", replication: "database" },
  });
  try {
    // The replication grammar knows its keywords in capitals only.
    const slot = `supabase_realtime_messages_${randomBytes(6).toString("hex")}`;
    await sql.unsafe(`CREATE_REPLICATION_SLOT ${slot} TEMPORARY LOGICAL pgoutput NOEXPORT_SNAPSHOT`);
    const query = `START_REPLICATION SLOT ${slot} LOGICAL 0/0 (proto_version '1', publication_names '${publication}')`;
    // The driver's type says Writable; a replication connection copies both ways.
    const duplex = (await sql.unsafe(query).writable()) as Duplex;
    return {
      ended: readUntilEnd(duplex, onInsert).finally(() => sql.end({ timeout: 0 })),
      stop: () => sql.end({ timeout: 0 }),
    };
  } catch (error) {
    await sql.end({ timeout: 0 });
    throw error;
  }
}

function readUntilEnd(
  duplex: Duplex,
  onInsert: (relation: Relation, row: Row) => void,
): Promise<Error | null> {
  const relations = new Map<number, Relation>();

  function onWal(message: Buffer) {
    const change = decodeChange(message);
    if (change?.kind === "relation") relations.set(change.relation.id, change.relation);
    if (change?.kind === "insert") {
      const relation = relations.get(change.relationId);
      if (relation) onInsert(relation, nameRow(relation, change.row));
    }
  }

  let confirmed = 0n;

  function onFrame(data: Buffer) {
    const frame = decodeReplicationFrame(data);
    if (frame.kind === "unknown") return;
    if (frame.kind === "wal") onWal(frame.message);
    const awaited = frame.kind === "keepalive" && frame.replyNow;
    if (!awaited && frame.end - confirmed < CONFIRM_EVERY) return;
    confirmed = frame.end;
    duplex.write(statusUpdate(frame.end, Date.now()));
  }

  return new Promise((resolve) => {
    let reason: Error | null = null;
    duplex.on("data", (data: Buffer) => {
      try {
        onFrame(data);
      } catch (error) {
        // What follows cannot be trusted: a new stream, and clients that look for themselves, can.
        duplex.destroy(error instanceof Error ? error : new Error(String(error)));
      }
    });
    duplex.on("error", (error) => {
      reason = error;
    });
    duplex.on("close", () => resolve(reason));
  });
}
