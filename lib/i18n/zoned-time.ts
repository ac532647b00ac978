import { tzOffset } from "@date-fns/tz/tzOffset";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** What a field of the kind `datetime-local` holds: a time on some clock, to the minute. */
const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:00(\.000)?)?$/;

/**
 * What somebody wrote on a zone's clock, as an instant. `skipped`: the clocks are put forward there, and show no such
 * time. `isTwice`: they are put back, and show it twice; the later one is meant, as in Postgres.
 */
export type Zoned = { ok: true; at: Date; isTwice: boolean } | { ok: false; code: "misspelt" | "skipped" };

/** @param text "2026-11-24T18:00" */
export function fromZoned(text: string, timeZone: string): Zoned {
  const wall = FORM.test(text) ? Date.parse(`${text.slice(0, 16)}:00Z`) : Number.NaN;
  // 31 April is read as 1 May by some engines.
  if (Number.isNaN(wall) || written(wall) !== text.slice(0, 16)) return { ok: false, code: "misspelt" };
  const instants = instantsOf(wall, timeZone);
  const at = instants.at(-1);
  if (at === undefined) return { ok: false, code: "skipped" };
  return { ok: true, at: new Date(at), isTwice: instants.length > 1 };
}

/** What a zone's clock shows at an instant, to the minute: "2026-11-24T18:00". */
export function toZoned(instant: Date, timeZone: string): string {
  return written(wallOf(instant.getTime(), timeZone));
}

/**
 * The same time on a zone's clock some days later, or earlier. What a change of the clocks does to it there is what
 * Postgres does to `timestamp at time zone`: a time that they skip is as much later as they are put forward.
 */
export function addDays(instant: Date, days: number, timeZone: string): Date {
  const wall = wallOf(instant.getTime(), timeZone) + days * DAY;
  return new Date(instantsOf(wall, timeZone).at(-1) ?? wall - offsetAt(wall - DAY, timeZone));
}

/** How many days on a zone's calendar lie between two instants. */
export function daysBetween(from: Date, to: Date, timeZone: string): number {
  const dayOf = (instant: Date) => Math.floor(wallOf(instant.getTime(), timeZone) / DAY);
  return dayOf(to) - dayOf(from);
}

/** Every instant, in order, at which a clock shows a time: none, one or two. Zones change theirs at most once in two days. */
function instantsOf(wall: number, timeZone: string): number[] {
  const offsets = new Set([offsetAt(wall - DAY, timeZone), offsetAt(wall + DAY, timeZone)]);
  return [...offsets]
    .map((offset) => wall - offset)
    .filter((instant) => wallOf(instant, timeZone) === wall)
    .toSorted((a, b) => a - b);
}

/** What a clock shows, in ms as if it were one in UTC. */
function wallOf(instant: number, timeZone: string): number {
  return instant + offsetAt(instant, timeZone);
}

function offsetAt(instant: number, timeZone: string): number {
  return tzOffset(timeZone, new Date(instant)) * MINUTE;
}

function written(wall: number): string {
  return new Date(wall).toISOString().slice(0, 16);
}
