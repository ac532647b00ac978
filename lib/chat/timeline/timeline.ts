import type { Message, Reading } from "../schema";

/**
 * What a reader knows of a conversation: a pure value, changed only by the functions of this folder. Postgres is the
 * truth; a live event is a hint that may be lost, doubled, late or out of order. Whatever comes in whatever order,
 * once every revision up to the head has come by one way or another, the value equals a fresh snapshot.
 */
export type Timeline = {
  /** Everything up to this revision is known. Only events in sequence and readings of the server move it. */
  readonly revision: number;
  /** The newest revision and place the server has told of: a head ahead of `revision` means something is missing. */
  readonly headRevision: number;
  readonly headSeq: number;
  /** The place of the head when nothing was missing last. */
  readonly levelSeq: number;
  /** The first place that is loaded: what lies before it is fetched on scrolling up. 1 means the beginning. */
  readonly from: number;
  /** The last place that is loaded, or Infinity at the end: there what comes is shown as it comes. */
  readonly to: number;
  /** Which window it is, of those that this tab has opened. A page that was asked for another is not used. */
  readonly window: number;
  /** The revision of the reading that the window began with. */
  readonly opened: number;
  /**
   * Every message learned of, by id; of each the highest revision. Also those outside of the window: a message's edit
   * may arrive before the page it stands in, and that page may have been read before the edit.
   */
  readonly rows: ReadonlyMap<string, Message>;
  /** Live events that came ahead of their turn, by revision, until the missing ones arrive or are fetched. */
  readonly early: ReadonlyMap<number, Message>;
};

/** A timeline as the server just told it: the newest messages, or those around a place. */
export function openTimeline(reading: Reading): Timeline {
  const last = reading.messages.at(-1)?.seq ?? 0;
  return {
    revision: reading.last_revision,
    headRevision: reading.last_revision,
    headSeq: reading.last_seq,
    levelSeq: reading.last_seq,
    from: reading.messages[0]?.seq ?? 1,
    to: last >= reading.last_seq ? Number.POSITIVE_INFINITY : last,
    window: 0,
    opened: reading.last_revision,
    rows: merge(new Map(), reading.messages),
    early: new Map(),
  };
}

/** The loaded messages in the order of their places. */
export function visibleMessages(timeline: Timeline): Message[] {
  return [...timeline.rows.values()]
    .filter(({ seq }) => seq >= timeline.from && seq <= timeline.to)
    .sort((a, b) => a.seq - b.seq);
}

/** The last place up to which nothing is missing: the head's, unless revisions are still on their way. */
export function completeTo(timeline: Timeline): number {
  if (!hasGap(timeline)) return timeline.headSeq;
  const known = new Set(Array.from(timeline.rows.values(), ({ seq }) => seq));
  let place = timeline.levelSeq;
  while (known.has(place + 1)) place += 1;
  return place;
}

/**
 * Up to which place nothing was said meanwhile, for who begins to write now: as far as it is loaded; or, who has an older part
 * before them, as far as is known.
 */
export function shownTo(timeline: Timeline): number {
  return hasLater(timeline) ? timeline.headSeq : completeTo(timeline);
}

/** True when revisions are known to exist that have not come. */
export function hasGap(timeline: Timeline): boolean {
  return timeline.headRevision > timeline.revision;
}

export function hasEarlier(timeline: Timeline): boolean {
  return timeline.from > 1;
}

/** True when what follows the window has to be loaded before it is shown. */
export function hasLater(timeline: Timeline): boolean {
  return timeline.to !== Number.POSITIVE_INFINITY;
}

/** Of each message the highest revision wins: a late or repeated copy changes nothing, and leaves the same map. */
export function merge(
  rows: ReadonlyMap<string, Message>,
  incoming: Iterable<Message>,
): ReadonlyMap<string, Message> {
  let merged: Map<string, Message> | null = null;
  for (const message of incoming) {
    const known = (merged ?? rows).get(message.id);
    if (known && known.revision >= message.revision) continue;
    merged ??= new Map(rows);
    merged.set(message.id, message);
  }
  return merged ?? rows;
}
