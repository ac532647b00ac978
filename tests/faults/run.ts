import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { execa } from "execa";
import { type ControlOutcome, runBattery } from "./battery.ts";
import { controls } from "./negative-controls.ts";
import { findingsOf, type Outcome, summary } from "./report.ts";
import { scenarios } from "./scenarios/index.ts";
import { createRandom } from "./world/random.ts";
import { root } from "./world/site.ts";
import { createWorld } from "./world/world.ts";

/**
 * `npm run test:faults`: what goes wrong in networks and servers, on real browsers and a stack of its own.
 *
 *   --seed N          where everything random comes from; by default a new one, which is printed
 *   --seeds K         that one and the K − 1 after it
 *   --form short|long sizes that take seconds, or the full ones
 *   --only a,b        the scenarios of these names alone
 *   --negative        the negative controls alone; otherwise the first seed has them beside the scenarios
 *   --no-build        on the build that is already in RINKSIDE_BUILD_DIR
 *   --report FILE     what happened, as JSON
 */
const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    seeds: { type: "string", default: "1" },
    form: { type: "string", default: "short" },
    only: { type: "string" },
    "no-build": { type: "boolean", default: false },
    negative: { type: "boolean", default: false },
    report: { type: "string" },
  },
});

process.env.RINKSIDE_BUILD_DIR ??= ".next/test";
const form = values.form === "long" ? "long" : "short";
const firstSeed = values.seed === undefined ? Math.floor(Math.random() * 1_000_000) : Number(values.seed);
const names = values.only?.split(",");
const chosen = scenarios.filter(({ name, onlyLong }) =>
  names ? names.includes(name) : form === "long" || !onlyLong,
);
if (chosen.length === 0) throw new Error(`There is no scenario of the name ${values.only}`);

if (!values["no-build"]) {
  await execa("next", ["build"], { cwd: root, preferLocal: true, stdio: "inherit" });
}
const siteLog = join(root, "test-results/faults-site.log");
mkdirSync(join(root, "test-results"), { recursive: true });
writeFileSync(siteLog, "");

const outcomes: Outcome[] = [];
const controlled: ControlOutcome[] = [];
for (let seed = firstSeed; seed < firstSeed + Number(values.seeds); seed += 1) {
  console.log(
    `\nSeed ${seed}, ${form} form: again with npm run test:faults -- --seed ${seed} --form ${form}`,
  );
  const random = createRandom(seed);
  const world = await createWorld(random, siteLog);
  try {
    const withControls = values.negative || (seed === firstSeed && !names);
    const played = await runBattery({
      ...{ world, random, seed, form },
      scenarios: values.negative ? [] : chosen,
      controls: withControls ? controls : [],
    });
    outcomes.push(...played.outcomes);
    controlled.push(...played.controlled);
  } finally {
    await world.close();
  }
}

const failed =
  outcomes.filter(({ record }) => record.findings.length > 0).length +
  controlled.filter(({ passed }) => !passed).length;
const passed = outcomes.length + controlled.length - failed;
if (outcomes.length > 0) console.log(`\n${summary(outcomes)}`);
if (values.report)
  writeFileSync(values.report, JSON.stringify({ passed, failed, findings: findingsOf(outcomes) }));
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
