/** Tells the time of a moment ("2026-11-24T00:51:25.123456Z") at the venue and in UTC. */
export type Clock = (moment: string) => { venue: string; utc: string };

/** Digits alone, put together here: what a runtime calls a month or noon changes from one to the next. */
export function clockOf(timeZone: string): Clock {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  return (moment) => {
    const at = new Date(moment);
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const day = `${part.year}-${part.month}-${part.day}`;
    const time = `${part.hour}:${part.minute}:${part.second}`;
    const ahead = (Date.parse(`${day}T${time}Z`) - Math.floor(at.getTime() / 1000) * 1000) / 60_000;
    return {
      venue: `${day} ${time} (UTC${offset(ahead)})`,
      utc: `${moment.slice(0, 10)} ${moment.slice(11, -1)} UTC`,
    };
  };
}

/** "+1", "−3:30"; nothing where the venue's clock is UTC. */
function offset(minutes: number): string {
  if (!Number.isFinite(minutes) || minutes === 0) return "";
  const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? "−" : "+"}${hours}${rest === 0 ? "" : `:${String(rest).padStart(2, "0")}`}`;
}
