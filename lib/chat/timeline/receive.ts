import type { Head, Message, Reading } from "../schema";
import { hasGap, hasLater, merge, openTimeline, type Timeline } from "./timeline";

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
 * A whole new reading, when catching up would take longer. The window begins anew; one that tells nothing new changes
 * nothing.
 */
export function receiveSnapshot(timeline: Timeline, snapshot: Reading): Timeline {
  return snapshot.last_revision > timeline.revision ? reopen(timeline, snapshot) : timeline;
}

/**
 * The messages of another place, where the reader wants to go, or the newest. It may be older than what is known by now,
 * but not than the present window: of what changed between the two not everything was heard.
 */
export function receiveWindow(timeline: Timeline, reading: Reading): Timeline {
  return reading.last_revision >= timeline.opened ? reopen(timeline, reading) : timeline;
}

/** What is known from after a reading stays: events, or one's own answer, may have overtaken it. */
function reopen(timeline: Timeline, reading: Reading): Timeline {
  const opened = { ...openTimeline(reading), window: timeline.window + 1 };
  const newer = [...timeline.rows.values()].filter(({ revision }) => revision > reading.last_revision);
  const head = { last_seq: timeline.headSeq, last_revision: timeline.headRevision };
  const { revision, early } = timeline;
  return drain({ ...learn(opened, { revision, head, rows: newer }), early });
}

/** A page before or after a window, as it was asked for. */
type PageOf = Pick<Timeline, "window">;

/**
 * The page before the window. It says nothing of revisions: the cursor stays.
 * @param asked the timeline as it was when the page was asked for. If the window began anew since, the page is not used:
 *   it may leave a hole before the new one, and be older than edits that a snapshot stepped over.
 */
export function receiveHistory(
  timeline: Timeline,
  page: readonly Message[],
  asked: PageOf,
  pageSize: number,
): Timeline {
  if (asked.window !== timeline.window) return timeline;
  const first = page[0]?.seq;
  const from = page.length < pageSize || first === undefined ? 1 : Math.min(timeline.from, first);
  return { ...timeline, from, rows: merge(timeline.rows, page) };
}

/** The page after the window; one that reaches the head has reached the end. Otherwise as the page before it. */
export function receiveFollowing(timeline: Timeline, page: readonly Message[], asked: PageOf): Timeline {
  if (asked.window !== timeline.window || !hasLater(timeline)) return timeline;
  const last = Math.max(timeline.to, page.at(-1)?.seq ?? 0);
  const to = last >= timeline.headSeq ? Number.POSITIVE_INFINITY : last;
  return { ...timeline, to, rows: merge(timeline.rows, page) };
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
  return isNew ? levelled(next) : timeline;
}

function levelled(timeline: Timeline): Timeline {
  return hasGap(timeline) ? timeline : { ...timeline, levelSeq: timeline.headSeq };
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
  return levelled({ ...timeline, revision, early, rows: merge(timeline.rows, applied) });
}
