import type { Preview, Step } from "./schema";

/** A line for which something else would happen now than was shown; null where nothing can happen any more. */
export type Difference = { line: number; was: Step; now: Step | null };

/** What has changed between two previews of the same file. */
export function differencesOf(shown: Preview, now: Preview): Difference[] {
  return shown.steps.flatMap((was) => {
    const step = now.steps.find(({ line }) => line === was.line);
    const isPossible = step && !now.problems.some(({ line }) => line === was.line);
    if (isPossible && JSON.stringify(essence(was)) === JSON.stringify(essence(step))) return [];
    return [{ line: was.line, was, now: isPossible ? step : null }];
  });
}

function essence({ team, changes, person }: Step) {
  return { team, changes, person };
}
