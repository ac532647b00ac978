import { addDays, daysBetween, fromZoned, toZoned } from "@/lib/i18n/zoned-time";

/** A deadline as it is typed, on the venue's clock. Empty while there is none. */
export function typedDue(dueAt: string | null, venueZone: string): string {
  return dueAt ? toZoned(new Date(dueAt), venueZone) : "";
}

/** What was typed, as an instant, or why it is none. */
export type Due = { ok: true; dueAt: string; isTwice: boolean } | { ok: false; code: "misspelt" | "skipped" };

/**
 * @param began the deadline that the form began with: as long as nothing else is typed it stays to the second, and in
 *   the hour that comes twice the same of the two
 */
export function dueOf(typed: string, venueZone: string, began: string | null): Due {
  if (began && typed === typedDue(began, venueZone)) return { ok: true, dueAt: began, isTwice: false };
  const zoned = fromZoned(typed, venueZone);
  return zoned.ok ? { ok: true, dueAt: zoned.at.toISOString(), isTwice: zoned.isTwice } : zoned;
}

/** So many days after a deadline, and of one that has passed after today: at its time of day on the venue's clock. */
export function laterBy(dueAt: string, days: number, venueZone: string, now: Date): Date {
  const due = new Date(dueAt);
  const late = Math.max(0, daysBetween(due, now, venueZone));
  return addDays(due, late + days, venueZone);
}
