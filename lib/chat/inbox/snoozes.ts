import { addDays, fromZoned, toZoned } from "@/lib/i18n/zoned-time";

export const SNOOZES = ["hour", "afternoon", "morning"] as const;
export type Snooze = { name: (typeof SNOOZES)[number]; at: Date };

/** Postgres refuses what is later. */
export const SNOOZE_DAYS = 42;

const AFTERNOON = "15:00";
const MORNING = "08:00";

/** Until when a conversation may be put off with one click, by the venue's clock; an afternoon that has begun is none. */
export function snoozes(now: Date, venueZone: string): Snooze[] {
  const on = (day: Date, time: string) => {
    const zoned = fromZoned(`${toZoned(day, venueZone).slice(0, 10)}T${time}`, venueZone);
    return zoned.ok ? zoned.at : null;
  };
  const offered: [Snooze["name"], Date | null][] = [
    ["hour", new Date(now.getTime() + 3_600_000)],
    ["afternoon", on(now, AFTERNOON)],
    ["morning", on(addDays(now, 1, venueZone), MORNING)],
  ];
  return offered.flatMap(([name, at]) => (at && at > now ? [{ name, at }] : []));
}
