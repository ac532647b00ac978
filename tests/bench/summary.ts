/** The value below which a part of the sorted values lies (nearest rank). */
function quantile(sorted: number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}

/** One line for a series of milliseconds: how many, and its spread. */
export function summary(name: string, times: number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const figures = Object.entries({ min: 0.0001, p50: 0.5, p95: 0.95, max: 1 })
    .map(([label, part]) => `${label} ${quantile(sorted, part).toFixed(1)}`)
    .join("  ");
  return `${name.padEnd(24)} n ${times.length}  ${figures} ms`;
}
