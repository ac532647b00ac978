/** How long before a deadline a reminder goes out: minutes here, an interval in Postgres. */
export const LEADS_MAX = 8;

const MINUTES = { minutes: 1, hours: 60, days: 1440, weeks: 10_080 } as const;
export type LeadUnit = keyof typeof MINUTES;
export const leadUnits = Object.keys(MINUTES) as LeadUnit[];

export type Lead = { amount: number; unit: LeadUnit };

/** As one says it: in the largest unit of which it is a whole number, but a week in days, as everybody counts one. */
export function leadOf(minutes: number): Lead {
  const unit = leadUnits.findLast((one) => minutes % MINUTES[one] === 0) ?? "minutes";
  return minutes === MINUTES.weeks ? { amount: 7, unit: "days" } : { amount: minutes / MINUTES[unit], unit };
}

export function minutesOf({ amount, unit }: Lead): number {
  return amount * MINUTES[unit];
}

/** As Postgres reads it. */
export function intervalOf(minutes: number): string {
  const { amount, unit } = leadOf(minutes);
  return `${amount} ${unit}`;
}

const INTERVAL =
  /^(?:(?<years>-?\d+) years? ?)?(?:(?<months>-?\d+) mons? ?)?(?:(?<days>-?\d+) days? ?)?(?:(?<sign>-)?(?<hours>\d+):(?<minutes>\d\d):(?<seconds>\d\d(?:\.\d+)?))?$/;

/**
 * An interval as Postgres writes it ("7 days", "1 day 03:00:00"), in minutes. A month counts thirty days, as it does
 * when Postgres compares.
 * @throws for what is none
 */
export function minutesIn(interval: string): number {
  const parts = INTERVAL.exec(interval)?.groups;
  if (!parts || interval === "") throw new Error(`No interval of Postgres: "${interval}"`);
  const part = (name: string) => Number(parts[name] ?? 0);
  const days = (part("years") * 12 + part("months")) * 30 + part("days");
  const time = part("hours") * 60 + part("minutes") + part("seconds") / 60;
  return days * MINUTES.days + (parts.sign ? -time : time);
}
