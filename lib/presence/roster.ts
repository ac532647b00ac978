/**
 * Who is no longer told of is shown for so long all the same: a page that is loaded anew, or a line that comes back, takes
 * less, and nobody flickers.
 */
export const LINGER_MS = 10_000;

type People = ReadonlySet<string>;

/** Who is on a topic, as a screen shows it: a pure value. Times are of a clock that never goes back. */
export type Roster = {
  /** Who is there by the last word of the connection; null while it does not say. */
  readonly told: People | null;
  /** Until when it is known all the same who is there, although the connection does not say any more. */
  readonly knownUntil: number;
  /** Who has gone, or may have, and until when they are shown. */
  readonly leaving: ReadonlyMap<string, number>;
};

export const nobodyKnown: Roster = {
  told: null,
  knownUntil: Number.NEGATIVE_INFINITY,
  leaving: new Map(),
};

/** @param people each once, however many tabs they have; null: from now on the connection does not say */
export function tell(roster: Roster, people: People | null, now: number): Roster {
  const until = now + LINGER_MS;
  const leaving = new Map<string, number>();
  for (const [id, shownUntil] of roster.leaving)
    if (shownUntil > now && !people?.has(id)) leaving.set(id, shownUntil);
  for (const id of roster.told ?? []) if (!people?.has(id)) leaving.set(id, until);
  const isLost = roster.told !== null && people === null;
  return { told: people, knownUntil: isLost ? until : roster.knownUntil, leaving };
}

/** Who is shown; null when it is not known, which is said rather than showing who may have gone long ago. */
export function shownIn({ told, knownUntil, leaving }: Roster, now: number): People | null {
  if (told === null && now >= knownUntil) return null;
  const shown = new Set(told);
  for (const [id, until] of leaving) if (now < until) shown.add(id);
  return shown;
}

/** When somebody is next no longer shown, should nothing be told until then; null: never. */
export function nextChange({ told, knownUntil, leaving }: Roster, now: number): number | null {
  const times = told === null ? [knownUntil, ...leaving.values()] : [...leaving.values()];
  const next = Math.min(...times.filter((time) => time > now));
  return Number.isFinite(next) ? next : null;
}
