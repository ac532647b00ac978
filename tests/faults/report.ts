import type { ControlOutcome } from "./battery.ts";
import type { Finding, Record, RecoveryKind } from "./record.ts";
import type { Scenario } from "./scenario.ts";

export type Outcome = { scenario: Scenario; seed: number; record: Record; seconds: number };

/** What "complete again" is meant to take at most: counted here, not demanded of a machine that does other work. */
const GOAL_MS = 2_000;
const KINDS: RecoveryKind[] = ["line, told", "line, untold", "line, silent", "computer", "stack"];

/** The lines about one scenario: what it did, checked and found. */
export function tell({ scenario, record, seconds }: Outcome): string {
  const { findings, notes, recoveries, timings } = record;
  const checks = [...record.checked.values()].reduce((sum, count) => sum + count, 0);
  const times = recoveries.map(({ kind, ms }) => `${kind}: complete again in ${ms.toFixed(0)} ms`);
  const taken = timings.map(({ what, ms }) => `${what}: ${ms.toFixed(0)} ms`);
  return [
    `${findings.length === 0 ? "✓" : "✗"} ${scenario.name}: ${scenario.about} (${seconds.toFixed(1)} s, ${checks} checks)`,
    ...[...notes, ...times, ...taken].map((line) => `    ${line}`),
    ...findings.map(({ check, detail }) => `    FAILED ${check}: ${detail}`),
  ].join("\n");
}

/** Whether the battery noticed, and by what. */
export function tellControl({ control, passed, found }: ControlOutcome, { findings }: Record): string {
  return [
    `${passed ? "✓" : "✗"} control ${control.name}: ${control.about}`,
    `    ${passed ? "found" : "NOT FOUND"} by: ${found.join(", ") || "nothing"} (${control.expects.join(" or ")} had to)`,
    ...findings.slice(0, 2).map(({ check, detail }) => `      ${check}: ${detail}`),
  ].join("\n");
}

/** What was checked how often, and how long it took to be complete again. */
export function summary(outcomes: readonly Outcome[]): string {
  const checked = new Map<string, number>();
  for (const { record } of outcomes)
    for (const [check, count] of record.checked) checked.set(check, (checked.get(check) ?? 0) + count);
  const recoveries = outcomes.flatMap(({ record }) => record.recoveries);
  const timings = outcomes.flatMap(({ record }) => record.timings);
  return [
    "Checked:",
    ...[...checked].sort().map(([check, count]) => `  ${String(count).padStart(6)}  ${check}`),
    "Complete again after the return of:",
    ...KINDS.map((kind) => {
      const times = recoveries.filter((one) => one.kind === kind).map(({ ms }) => ms);
      const within = times.filter((ms) => ms <= GOAL_MS).length;
      return `  ${kind.padEnd(14)} ${spread(times)}${times.length > 0 ? `, ${within} within 2 s` : ""}`;
    }),
    ...[...new Set(timings.map(({ what }) => what))].map((what) => {
      const times = timings.filter((one) => one.what === what).map(({ ms }) => ms);
      return `${what}: ${spread(times)}`;
    }),
  ].join("\n");
}

function spread(times: readonly number[]): string {
  if (times.length === 0) return "not measured";
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number) => (sorted[Math.ceil(part * sorted.length) - 1] ?? 0).toFixed(0);
  return `n ${sorted.length}, median ${at(0.5)} ms, worst ${at(1)} ms`;
}

export function findingsOf(outcomes: readonly Outcome[]): Finding[] {
  return outcomes.flatMap(({ record }) => [...record.findings]);
}
