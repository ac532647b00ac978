const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The calendar day of an instant in a zone, as YYYY-MM-DD: what two messages of one day have in common.
 * @throws RangeError for a zone the engine does not know
 */
export function dayOf(instant: Date, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
    formats.set(timeZone, format);
  }
  return format.format(instant);
}

/** How many calendar days before `now` an instant lies in a zone: 0 today, 1 yesterday. */
export function daysAgo(instant: Date, now: Date, timeZone: string): number {
  const difference = Date.parse(dayOf(now, timeZone)) - Date.parse(dayOf(instant, timeZone));
  return Math.round(difference / 86_400_000);
}
