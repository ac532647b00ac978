import type { TopicStatus } from "@/lib/realtime/carrier";
import { completeTo, hasGap, type Timeline } from "../timeline";

/** A hole in what was heard live: found, and then closed by reading from the server. */
export type Gap = {
  /** In milliseconds since 1970. */
  readonly foundAt: number;
  readonly closedAt: number | null;
  /** How many revisions it held, as far as is known; and how many of them were new messages. */
  readonly missed: number;
  readonly messages: number;
};

/** The account of what the connection owed its reader and did not bring: a pure value. */
export type GapAccount = {
  /** The connection has promised to bring what changes, or to ask for it: what is read besides was missed. */
  readonly isOwed: boolean;
  readonly open: Gap | null;
  readonly last: Gap | null;
};

export const noGaps: GapAccount = { isOwed: false, open: null, last: null };

/** Who was asking every few seconds and is interrupted misses what is written until they ask again. */
export function statusChanged(account: GapAccount, from: TopicStatus, to: TopicStatus): GapAccount {
  const isInterrupted = from === "polled" && to !== "polled" && to !== "live";
  return isInterrupted ? { ...account, isOwed: true } : account;
}

/** Something did not come by itself and is being fetched. */
export function holeFound(account: GapAccount, now: number): GapAccount {
  return account.isOwed ? { ...account, open: widened(account.open, now) } : account;
}

export type Taken = {
  /** The timeline before an answer of the server and with it. */
  before: Timeline;
  after: Timeline;
  /** What this tab has written itself and may not yet know to be stored. */
  outbox: readonly { readonly id: string }[];
};

/** An answer was taken in: what no event had told of was missed; who is level again has closed the gap. */
export function caughtUp(account: GapAccount, taken: Taken, status: TopicStatus, now: number): GapAccount {
  const { isOwed, last } = account;
  const { after } = taken;
  const untold = isOwed && taken.before !== after ? missedBetween(taken) : null;
  const open = untold?.missed ? widened(account.open, now, untold) : account.open;
  const isLevel = !hasGap(after) && (status === "live" || status === "polled");
  if (!isLevel) return { isOwed, open, last };
  // What came by itself in the end was only late.
  const closed = open && open.missed > 0 ? { ...open, closedAt: now } : last;
  return { isOwed: status === "live", open: null, last: closed };
}

function widened(open: Gap | null, now: number, by = { missed: 0, messages: 0 }): Gap {
  const { foundAt, missed, messages } = open ?? { foundAt: now, missed: 0, messages: 0 };
  return { foundAt, closedAt: null, missed: missed + by.missed, messages: messages + by.messages };
}

/** What a reading brought that no event had told of. */
function missedBetween({ before, after, outbox }: Taken): { missed: number; messages: number } {
  const told = [...before.early.values()];
  for (const row of before.rows.values()) if (row.revision > before.revision) told.push(row);
  for (const { id } of outbox) {
    const row = after.rows.get(id);
    if (row && row.revision > before.revision) told.push(row);
  }
  const revisions = new Set(told.map(({ revision }) => revision).filter((told) => told <= after.revision));
  return {
    missed: after.revision - before.revision - revisions.size,
    messages: newMessages(before, after, new Set(told.map(({ seq }) => seq))),
  };
}

function newMessages(before: Timeline, after: Timeline, told: ReadonlySet<number>): number {
  const last = completeTo(before);
  // A new window holds the newest only: the others are known by their places.
  if (after.window !== before.window)
    return after.headSeq - last - [...told].filter((seq) => seq > last).length;
  const isNew = ({ id, seq }: { id: string; seq: number }) =>
    seq > last && !told.has(seq) && !before.rows.has(id);
  return [...after.rows.values()].filter(isNew).length;
}
