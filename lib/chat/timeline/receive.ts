import type { Head, Message, Reading } from "../schema";
import { merge, openTimeline, type Timeline } from "./timeline";

/** A live event: in sequence it is applied, an old one changes nothing, one ahead of its turn waits. */
export function receiveEvent(timeline: Timeline, message: Message): Timeline {
  if (message.revision <= timeline.revision || timeline.early.has(message.revision)) return timeline;
  const told = learn(timeline, { head: headOf(message) });
  return drain({ ...told, early: new Map(told.early).set(message.revision, message) });
}

/** The head alone: it moves nothing, but a head ahead of the cursor says that something is missing. */
export function receiveHead(timeline: Timeline, head: Head): Timeline {
  return learn(timeline, { head });
}

/**
 * A page of what changed after `since`, with the head it was read with. A full page leads on from its last row; a
 * page with fewer rows is level with the head, even an empty one, so that a hole can never be asked for twice.
 * @param since the revision that was asked for; a page that does not continue what is known is not used
 * @param pageSize how many rows were asked for
 */
export function receiveChanges(timeline: Timeline, page: Reading, since: number, pageSize: number): Timeline {
  if (since > timeline.revision) return timeline;
  const full = page.messages.length >= pageSize;
  const revision = full ? (page.messages.at(-1)?.revision ?? since) : page.last_revision;
  return drain(learn(timeline, { revision, head: page, rows: page.messages }));
}

/**
 * A whole new snapshot, when catching up would take longer. The window begins anew; one that tells nothing new changes
 * nothing. What is known from after it stays: one's own answer may have overtaken it.
 */
export function receiveSnapshot(timeline: Timeline, snapshot: Reading): Timeline {
  if (snapshot.last_revision <= timeline.revision) return timeline;
  const newer = [...timeline.rows.values()].filter(({ revision }) => revision > snapshot.last_revision);
  const head = { last_seq: timeline.headSeq, last_revision: timeline.headRevision };
  return drain({ ...learn(openTimeline(snapshot), { head, rows: newer }), early: timeline.early });
}

/**
 * The page before the window. It says nothing of revisions: the cursor stays.
 * @param asked the timeline as it was when the page was asked for. If a snapshot came between, the page is not used:
 *   it may leave a hole before the new window, and be older than edits that the snapshot stepped over.
 */
export function receiveHistory(
  timeline: Timeline,
  page: readonly Message[],
  asked: Pick<Timeline, "opened">,
  pageSize: number,
): Timeline {
  if (asked.opened !== timeline.opened) return timeline;
  const first = page[0]?.seq;
  const from = page.length < pageSize || first === undefined ? 1 : Math.min(timeline.from, first);
  return { ...timeline, from, rows: merge(timeline.rows, page) };
}

/** The stored row of one's own send or change. It shows at once, but proves nothing of what others wrote before it. */
export function receiveOwn(timeline: Timeline, message: Message): Timeline {
  return learn(timeline, { head: headOf(message), rows: [message] });
}

function headOf(message: Message): Head {
  return { last_seq: message.seq, last_revision: message.revision };
}

type Learned = { head: Head; revision?: number; rows?: readonly Message[] };

/** The timeline with what is new in this; the same object when nothing is. */
function learn(timeline: Timeline, { head, revision = 0, rows = [] }: Learned): Timeline {
  const next = {
    ...timeline,
    revision: Math.max(timeline.revision, revision),
    headRevision: Math.max(timeline.headRevision, head.last_revision),
    headSeq: Math.max(timeline.headSeq, head.last_seq),
    rows: merge(timeline.rows, rows),
  };
  const isNew =
    next.revision > timeline.revision ||
    next.headRevision > timeline.headRevision ||
    next.headSeq > timeline.headSeq ||
    next.rows !== timeline.rows;
  return isNew ? next : timeline;
}

/** Applies the events whose turn has come, and forgets those that were overtaken. */
function drain(timeline: Timeline): Timeline {
  const early = new Map(timeline.early);
  const applied: Message[] = [];
  let { revision } = timeline;
  for (let next = early.get(revision + 1); next; next = early.get(revision + 1)) {
    applied.push(next);
    revision += 1;
  }
  for (const known of early.keys()) if (known <= revision) early.delete(known);
  if (applied.length === 0 && early.size === timeline.early.size) return timeline;
  return { ...timeline, revision, early, rows: merge(timeline.rows, applied) };
}
