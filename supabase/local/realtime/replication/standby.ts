/** The frames of a replication connection around the changes: what comes, and what is answered.
 *  https://www.postgresql.org/docs/current/protocol-replication.html */

const WAL_DATA = 0x77;
const KEEPALIVE = 0x6b;
const STATUS_UPDATE = 0x72;
/** Microseconds from 1970 to 2000, where Postgres's clock begins. */
const POSTGRES_EPOCH = 946_684_800_000_000n;

export type ReplicationFrame =
  /** `end`: how far into the log it is. */
  | { kind: "wal"; end: bigint; message: Buffer }
  /** `end`: everything before it was sent. `replyNow`: Postgres waits for an answer, or goes away. */
  | { kind: "keepalive"; end: bigint; replyNow: boolean }
  | { kind: "unknown" };

export function decodeReplicationFrame(frame: Buffer): ReplicationFrame {
  switch (frame[0]) {
    case WAL_DATA:
      return { kind: "wal", end: frame.readBigUInt64BE(9), message: frame.subarray(25) };
    case KEEPALIVE:
      return { kind: "keepalive", end: frame.readBigUInt64BE(1), replyNow: frame[17] === 1 };
    default:
      return { kind: "unknown" };
  }
}

/** Says that everything before `end` is received, written and applied. `now` in milliseconds. */
export function statusUpdate(end: bigint, now: number): Buffer {
  const frame = Buffer.alloc(34);
  frame[0] = STATUS_UPDATE;
  frame.writeBigUInt64BE(end, 1);
  frame.writeBigUInt64BE(end, 9);
  frame.writeBigUInt64BE(end, 17);
  frame.writeBigInt64BE(BigInt(now) * 1000n - POSTGRES_EPOCH, 25);
  return frame;
}
