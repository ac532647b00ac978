import { addDays, daysBetween, fromZoned, toZoned } from "@/lib/i18n/zoned-time";
import { isPast } from "../deadline";

/** What shall be asked again, and what its deadline becomes. */
export type Preview<T> = { source: T; dueAt: Date; isPast: boolean };

/** Each with its deadline as many days later, at the same time on the venue's clock: as copy_requirements has it. */
export function previewOf<T extends { dueAt: string }>(
  sources: readonly T[],
  shiftDays: number,
  venueZone: string,
  now: Date,
): Preview<T>[] {
  return sources.map((source) => {
    const dueAt = addDays(new Date(source.dueAt), shiftDays, venueZone);
    return { source, dueAt, isPast: isPast(dueAt, now) };
  });
}

/** On which day the first deadline is once they are moved: "2026-11-24". Null without any. */
export function firstDay(
  sources: readonly { dueAt: string }[],
  shiftDays: number,
  venueZone: string,
): string | null {
  const first = firstOf(sources);
  return first && toZoned(addDays(first, shiftDays, venueZone), venueZone).slice(0, 10);
}

/** By how many days they move if the first deadline shall be on a day. Null for what is no day. */
export function shiftTo(
  day: string,
  sources: readonly { dueAt: string }[],
  venueZone: string,
): number | null {
  const first = firstOf(sources);
  const noon = fromZoned(`${day}T12:00`, venueZone);
  return first && noon.ok ? daysBetween(first, noon.at, venueZone) : null;
}

function firstOf(sources: readonly { dueAt: string }[]): Date | null {
  if (sources.length === 0) return null;
  return new Date(Math.min(...sources.map(({ dueAt }) => Date.parse(dueAt))));
}
