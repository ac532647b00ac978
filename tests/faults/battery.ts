import { setTimeout as delay } from "node:timers/promises";
import type { Control } from "./negative-controls.ts";
import { type Outcome, tell, tellControl } from "./report.ts";
import type { Scenario } from "./scenario.ts";
import { createStage, type Form, type Patience, type Stage } from "./stage.ts";
import { passVerdict } from "./verdict.ts";
import type { Random } from "./world/random.ts";
import type { World } from "./world/world.ts";

/** Two cores: more at once would measure their own crowding. */
const AT_ONCE = 2;
/** Longer than anything may take to come right by itself: what has not ended by then hangs. */
const SCENARIO_MS = { short: 180_000, long: 600_000 };

export type Played = { outcomes: Outcome[]; controlled: ControlOutcome[] };

/**
 * Every scenario once, in the seed's order: what harms everyone alone, the rest some at a time, and beside them what
 * mostly waits. The negative controls come last.
 */
export async function runBattery(options: {
  world: World;
  scenarios: readonly Scenario[];
  controls: readonly Control[];
  random: Random;
  seed: number;
  form: Form;
}): Promise<Played> {
  const { random, world } = options;
  const outcomes: Outcome[] = [];
  const controlled: ControlOutcome[] = [];
  const shuffled = random.shuffled(options.scenarios);
  const play = async (scenario: Scenario) => {
    const outcome = await runScenario(scenario, options);
    outcomes.push(outcome);
    console.log(tell(outcome));
  };
  const inTurns = async <T>(all: readonly T[], atOnce: number, act: (one: T) => Promise<void>) => {
    const left = [...all];
    const lane = async () => {
      for (let next = left.shift(); next; next = left.shift()) await act(next);
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
  };

  await inTurns(
    shuffled.filter(({ harms }) => harms === "stack"),
    1,
    play,
  );
  const onLines = shuffled.filter(({ harms }) => harms === "line");
  const waiting = onLines.filter(({ waits }) => waits);
  const acting = onLines.filter(({ waits }) => !waits);
  const control = () =>
    inTurns(options.controls, options.controls.length, async (next) => {
      controlled.push(await runControl(next, world, random));
    });
  await Promise.all([
    inTurns(waiting, waiting.length, play),
    // The controls open many pages at once, so not while the first messages of the others are timed.
    inTurns(acting, AT_ONCE, play).then(control),
  ]);
  return { outcomes, controlled };
}

/** What a control had to show: that the battery notices. */
export type ControlOutcome = { control: Control; passed: boolean; found: readonly string[] };

/** How long to wait for what must not come. */
const IMPATIENT: Patience = { levelMs: 5_000, deliveryMs: 8_000 };

async function runControl(control: Control, world: World, random: Random): Promise<ControlOutcome> {
  const stage = createStage(world, random.fork(control.name), "short", IMPATIENT);
  await perform(stage, "short", control.run);
  const found = [...new Set(stage.record.findings.map(({ check }) => check))];
  const outcome = { control, found, passed: control.expects.some((check) => found.includes(check)) };
  console.log(tellControl(outcome, stage.record));
  return outcome;
}

async function runScenario(
  scenario: Scenario,
  { world, random, seed, form }: { world: World; random: Random; seed: number; form: Form },
): Promise<Outcome> {
  const began = performance.now();
  const stage = createStage(world, random.fork(scenario.name), form);
  await perform(stage, form, scenario.run);
  return { scenario, seed, record: stage.record, seconds: (performance.now() - began) / 1000 };
}

async function perform(stage: Stage, form: Form, act: (stage: Stage) => Promise<void>): Promise<void> {
  const ended = new AbortController();
  try {
    const tooLong = delay(SCENARIO_MS[form], undefined, { signal: ended.signal }).then(() => {
      throw new Error(`It did not end within ${SCENARIO_MS[form]} ms`);
    });
    tooLong.catch(() => undefined);
    await Promise.race([act(stage).then(() => passVerdict(stage)), tooLong]);
  } catch (error) {
    const detail =
      error instanceof Error
        ? (error.stack ?? error.message).split("\n").slice(0, 6).join("\n")
        : String(error);
    stage.record.check("it runs to its end", detail);
  } finally {
    ended.abort();
    await stage.close();
  }
}
