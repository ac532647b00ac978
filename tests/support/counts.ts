import { z } from "zod";

export type Counts = { passed: number; failed: number };

export function sum(counts: Counts[]): Counts {
  return counts.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), {
    passed: 0,
    failed: 0,
  });
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numFailedTestSuites: z.number(),
});

/** Vitest's JSON report. A file that could not even be loaded has no failed test, but has failed. */
export function vitestCounts(json: unknown): Counts {
  const report = vitestReport.parse(json);
  return { passed: report.numPassedTests, failed: report.numFailedTests || report.numFailedTestSuites };
}

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()),
});

/** Playwright's JSON report. A test that passed only when tried again has failed: nobody can rely on it. */
export function playwrightCounts(json: unknown): Counts {
  const { stats, errors } = playwrightReport.parse(json);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

const faultsReport = z.object({ passed: z.number(), failed: z.number() });

/** The fault battery's JSON report: each scenario counts, and each negative control. */
export function faultsCounts(json: unknown): Counts {
  return faultsReport.parse(json);
}
