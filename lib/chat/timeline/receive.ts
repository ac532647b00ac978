import type { Message, Reading } from "../schema";
import { merge, openTimeline, type Timeline } from "./timeline";

/** A live event: in sequence it is applied, an old one changes nothing, one ahead of its turn waits. */
export function receiveEvent(timeline: Timeline, message: Message): Timeline {
  if (message.revision <= timeline.revision) return timeline;
  return drain({
    ...timeline,
    headRevision: Math.max(timeline.headRevision, message.revision),
    headSeq: Math.max(timeline.headSeq, message.seq),
    early: new Map(timeline.early).set(message.revision, message),
  });
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
  const reached = full ? (page.messages.at(-1)?.revision ?? since) : page.last_revision;
  return drain({
    ...timeline,
    revision: Math.max(timeline.revision, reached),
    headRevision: Math.max(timeline.headRevision, page.last_revision),
    headSeq: Math.max(timeline.headSeq, page.last_seq),
    rows: merge(timeline.rows, page.messages),
  });
}

/** A whole new snapshot, when catching up would take longer. The window begins anew; an older one changes nothing. */
export function receiveSnapshot(timeline: Timeline, snapshot: Reading): Timeline {
  if (snapshot.last_revision < timeline.revision) return timeline;
  const fresh = openTimeline(snapshot);
  return drain({
    ...fresh,
    headRevision: Math.max(fresh.headRevision, timeline.headRevision),
    headSeq: Math.max(fresh.headSeq, timeline.headSeq),
    early: timeline.early,
  });
}

/**
 * The page before the window. It says nothing of revisions: the cursor stays.
 * @param before the place that was asked for; a page that no longer adjoins the window (a snapshot came between)
 *   would leave a hole, and is not used
 */
export function receiveHistory(
  timeline: Timeline,
  page: readonly Message[],
  before: number,
  pageSize: number,
): Timeline {
  if (before !== timeline.from) return timeline;
  const first = page[0]?.seq;
  const from = page.length < pageSize || first === undefined ? 1 : Math.min(timeline.from, first);
  return { ...timeline, from, rows: merge(timeline.rows, page) };
}

/** The stored row of one's own send or change. It shows at once, but proves nothing of what others wrote before it. */
export function receiveOwn(timeline: Timeline, message: Message): Timeline {
  return {
    ...timeline,
    headRevision: Math.max(timeline.headRevision, message.revision),
    headSeq: Math.max(timeline.headSeq, message.seq),
    rows: merge(timeline.rows, [message]),
  };
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
