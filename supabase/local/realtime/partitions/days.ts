const DAY = 86_400_000;
/** As on a hosted project: rows are kept about three days. */
const DAYS_KEPT = 3;
const DAYS_BEHIND = 1;
const DAYS_AHEAD = 3;

export type Day = { name: string; from: string; to: string };

/** The partitions that must exist at `now` (ms): yesterday to three days ahead, by UTC days. */
export function daysAround(now: number): Day[] {
  return Array.from({ length: DAYS_BEHIND + 1 + DAYS_AHEAD }, (_, index) => {
    const start = now + (index - DAYS_BEHIND) * DAY;
    return { name: partitionName(start), from: date(start), to: date(start + DAY) };
  });
}

/** Those of `names` whose day is more than three days ago. Names sort as their days do. */
export function expired(names: string[], now: number): string[] {
  const oldest = partitionName(now - DAYS_KEPT * DAY);
  return names.filter((name) => /^messages_\d{4}_\d\d_\d\d$/.test(name) && name < oldest);
}

export function untilMidnight(now: number): number {
  return DAY - (now % DAY);
}

function partitionName(time: number): string {
  return `messages_${date(time).replaceAll("-", "_")}`;
}

function date(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
