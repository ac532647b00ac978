const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Up to here hours tell more than days: "31 hours left" is nearer than "1 day left". */
const DAYS_FROM_MS = 2 * DAY_MS;
/** What is due within this time is urgent. */
const SOON_MS = DAY_MS;

/**
 * How far a deadline lies ahead, or behind: always rounded to less, so that nobody believes to have more time than there
 * is. `minutes` is what is left beyond the hours, and 0 beside any other unit.
 */
export type TimeLeft = {
  tense: "ahead" | "late";
  unit: "days" | "hours" | "minutes" | "moment";
  count: number;
  minutes: number;
};

/** A deadline is missed from its very moment on. */
export function isPast(dueAt: Date, now: Date): boolean {
  return now.getTime() >= dueAt.getTime();
}

export function timeLeft(dueAt: Date, now: Date): TimeLeft {
  const tense = isPast(dueAt, now) ? "late" : "ahead";
  const distance = Math.abs(dueAt.getTime() - now.getTime());
  const whole = (unit: number) => Math.floor(distance / unit);
  if (distance >= DAYS_FROM_MS) return { tense, unit: "days", count: whole(DAY_MS), minutes: 0 };
  if (distance >= HOUR_MS) {
    // Within the last day every minute counts.
    const minutes = tense === "late" || distance >= DAY_MS ? 0 : Math.floor((distance % HOUR_MS) / MINUTE_MS);
    return { tense, unit: "hours", count: whole(HOUR_MS), minutes };
  }
  if (distance >= MINUTE_MS) return { tense, unit: "minutes", count: whole(MINUTE_MS), minutes: 0 };
  return { tense, unit: "moment", count: 0, minutes: 0 };
}

export type Urgency = "done" | "late" | "soon" | "calm";

/** What a deadline asks of who sees it: late is red, soon is amber. */
export function urgencyOf(dueAt: Date, isCompleted: boolean, now: Date): Urgency {
  if (isCompleted) return "done";
  if (isPast(dueAt, now)) return "late";
  return dueAt.getTime() - now.getTime() <= SOON_MS ? "soon" : "calm";
}
