/** Units of Go's `time.ParseDuration`, in milliseconds. */
const units: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/** Milliseconds of a duration as Go writes it, "1h30m". @throws Error with Go's own words */
export function parseDuration(text: string): number {
  const parts = /^([-+]?)((?:(?:\d+\.?\d*|\.\d+)[^\d.]*)+)$/.exec(text);
  if (!parts) throw new Error(`time: invalid duration ${JSON.stringify(text)}`);
  const [, sign, lengths = ""] = parts;
  if (lengths === "0") return 0;
  let sum = 0;
  for (const [, number, unit = ""] of lengths.matchAll(/(\d+\.?\d*|\.\d+)([^\d.]*)/g)) {
    if (unit === "") throw new Error(`time: missing unit in duration ${JSON.stringify(text)}`);
    const length = units[unit];
    if (length === undefined) {
      throw new Error(`time: unknown unit ${JSON.stringify(unit)} in duration ${JSON.stringify(text)}`);
    }
    sum += Number(number) * length;
  }
  return sign === "-" ? -sum : sum;
}
