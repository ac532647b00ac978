import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import { RUNGS } from "@/lib/realtime/carrier";
import { createLadder, type Ladder, type LadderEffect, type LadderInput, step } from "@/lib/realtime/ladder";

/** What the shell around the ladder has running: tries and timers, as its effects leave them. */
type Shell = { current: string | null; probe: string | null; retry: boolean; probeTimer: boolean };

const inputs = fc.oneof(
  fc.constantFrom<LadderInput>(
    { kind: "opened" },
    { kind: "failed", how: "lost" },
    { kind: "failed", how: "lost" },
    { kind: "failed", how: "held" },
    { kind: "failed", how: "away" },
    { kind: "retry" },
    { kind: "probe" },
    { kind: "probe_opened" },
    { kind: "probe_failed" },
    { kind: "woke" },
    { kind: "online" },
    { kind: "offline" },
    { kind: "signed_out" },
  ),
);

function perform(shell: Shell, effect: LadderEffect): Shell {
  switch (effect.kind) {
    case "open":
      return { ...shell, current: effect.rung, retry: false };
    case "close":
      return { ...shell, current: null };
    case "check":
      return shell;
    case "retry_in":
      return { ...shell, retry: true };
    case "probe":
      return { ...shell, probe: effect.rung };
    case "probe_in":
      return { ...shell, probeTimer: true };
    case "adopt_probe":
      return { ...shell, current: shell.probe, probe: null };
    case "drop_probe":
      return { ...shell, probe: null };
  }
}

/** Only what the shell could say: a try that is not there cannot fail, a timer that does not run cannot ring. */
function canHappen(input: LadderInput, ladder: Ladder, shell: Shell): boolean {
  switch (input.kind) {
    case "opened":
      return shell.current !== null && ladder.phase === "connecting";
    case "failed":
      return shell.current !== null;
    case "retry":
      return shell.retry;
    case "probe":
      return shell.probeTimer;
    case "probe_opened":
    case "probe_failed":
      return shell.probe !== null;
    case "signed_out":
      return shell.current !== null || shell.probe !== null;
    default:
      return true;
  }
}

test.prop([
  fc.subarray([...RUNGS], { minLength: 1 }),
  fc.array(fc.tuple(inputs, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })), {
    maxLength: 80,
  }),
])("whatever happens, it is always either trying, or knows what will make it try", (rungs, happened) => {
  const [best = "polling", ...rest] = rungs;
  let ladder = createLadder([best, ...rest]);
  let shell: Shell = { current: null, probe: null, retry: false, probeTimer: false };
  const take = (input: LadderInput, random: number) => {
    if (input.kind === "retry") shell = { ...shell, retry: false };
    if (input.kind === "probe") shell = { ...shell, probeTimer: false };
    const next = step(ladder, input, random);
    ladder = next.ladder;
    for (const effect of next.effects) shell = perform(shell, effect);
    for (const effect of next.effects) {
      if (effect.kind === "retry_in") expect(effect.ms).toBeLessThanOrEqual(30_000);
      if (effect.kind === "probe_in") expect(effect.ms).toBeLessThanOrEqual(300_000);
    }
  };
  take({ kind: "start", online: true }, 0);
  for (const [input, random] of happened) {
    if (!canHappen(input, ladder, shell)) continue;
    take(input, random);
    switch (ladder.phase) {
      case "connecting":
      case "open":
        expect(shell.current).toBe(ladder.rung);
        break;
      case "waiting":
      case "signed_out":
        expect(shell).toMatchObject({ current: null, probe: null, retry: true });
        break;
      case "offline":
        expect(shell).toMatchObject({ current: null, probe: null });
        break;
      case "idle":
        expect.unreachable("it has started");
    }
    expect(shell.probe).toBe(ladder.probing);
    if (ladder.probing) expect(rungs.indexOf(ladder.probing)).toBeLessThan(rungs.indexOf(ladder.rung));
    // Below the best rung and serving, the way back up is being tried or will be.
    if (ladder.phase === "open" && ladder.rung !== rungs[0])
      expect(ladder.probing !== null || shell.probeTimer).toBe(true);
  }
});

const run = (ladder: Ladder, ...happened: LadderInput[]) =>
  happened.reduce((at, input) => step(at.ladder, input, 0.5), { ladder, effects: [] } as ReturnType<
    typeof step
  >);
const started = step(createLadder(RUNGS), { kind: "start", online: true }, 0).ladder;
const lost: LadderInput = { kind: "failed", how: "lost" };
const retry: LadderInput = { kind: "retry" };
const fiveLost = [lost, retry, lost, retry, lost, retry, lost, retry, lost] as const;

test("five failures in a row lead one rung down, four do not", () => {
  expect(run(started, ...fiveLost.slice(0, 8)).ladder).toMatchObject({ rung: "websocket", failures: 4 });
  expect(run(started, ...fiveLost)).toEqual({
    ladder: expect.objectContaining({ rung: "sse", phase: "connecting", failures: 0 }),
    effects: [{ kind: "open", rung: "sse" }],
  });
});

test("a try that opens between them begins the count anew", () => {
  const { ladder } = run(started, ...fiveLost.slice(0, 8), { kind: "opened" }, lost);
  expect(ladder).toMatchObject({ rung: "websocket", failures: 1 });
});

test("while the site does not answer either, no rung is to blame", () => {
  const away: LadderInput = { kind: "failed", how: "away" };
  let at = run(started);
  for (let tries = 0; tries < 20; tries += 1) at = run(at.ladder, away, retry);
  expect(at.ladder.rung).toBe("websocket");
  expect(run(at.ladder, lost, retry).ladder.rung).toBe("sse");
});

test("a stream that is held back leads down at once", () => {
  const onSse = run(started, ...fiveLost).ladder;
  expect(run(onSse, { kind: "failed", how: "held" }).ladder.rung).toBe("polling");
});

test("the lowest rung never gives up, and waits half a minute at most", () => {
  let at = run(started, ...fiveLost, ...fiveLost);
  expect(at.ladder.rung).toBe("polling");
  for (let tries = 0; tries < 20; tries += 1) at = run(at.ladder, lost, retry);
  expect(run(at.ladder, lost)).toMatchObject({
    ladder: { rung: "polling", phase: "waiting" },
    effects: [{ kind: "close" }, { kind: "retry_in", ms: 22_500 }],
  });
});

test("after an outage of everything the best rung is tried at once, after one of its own in its time", () => {
  const onSse = run(started, ...fiveLost).ladder;
  expect(run(onSse, { kind: "opened" }).effects).toEqual([{ kind: "probe_in", ms: 22_500 }]);
  expect(run(onSse, lost, retry, { kind: "opened" }).effects).toEqual([{ kind: "probe_in", ms: 0 }]);
});

test("from polling the best rung is probed first, then the one between; each round waits longer", () => {
  const polling = run(started, ...fiveLost, ...fiveLost, { kind: "opened" }).ladder;
  const first = run(polling, { kind: "probe" });
  expect(first.effects).toEqual([{ kind: "probe", rung: "websocket" }]);
  const second = run(first.ladder, { kind: "probe_failed" });
  expect(second.effects).toEqual([{ kind: "drop_probe" }, { kind: "probe", rung: "sse" }]);
  const missed = run(second.ladder, { kind: "probe_failed" });
  expect(missed.effects).toEqual([{ kind: "drop_probe" }, { kind: "probe_in", ms: 45_000 }]);
  const climbed = run(second.ladder, { kind: "probe_opened" });
  expect(climbed).toMatchObject({
    ladder: { rung: "sse", phase: "open" },
    effects: [{ kind: "adopt_probe" }, { kind: "probe_in" }],
  });
});

test("waking tries at once, and again where a try may hang in a network that is gone", () => {
  expect(run(started, lost, { kind: "woke" }).effects).toEqual([{ kind: "open", rung: "websocket" }]);
  expect(run(started, { kind: "woke" }).effects).toEqual([{ kind: "open", rung: "websocket" }]);
  expect(run(started, { kind: "opened" }, { kind: "woke" }).effects).toEqual([{ kind: "check" }]);
});

test("an ended session stops the tries, and looks now and then whether there is another", () => {
  const out = run(started, { kind: "opened" }, { kind: "signed_out" });
  expect(out).toMatchObject({
    ladder: { phase: "signed_out" },
    effects: [{ kind: "close" }, { kind: "retry_in", ms: 5_000 }],
  });
  expect(run(out.ladder, retry).effects).toEqual([{ kind: "open", rung: "websocket" }]);
});

test("without a network nothing is tried until the browser says that there is one", () => {
  const off = run(started, lost, { kind: "offline" });
  expect(off.ladder.phase).toBe("offline");
  expect(run(off.ladder, retry).effects).toEqual([]);
  expect(run(off.ladder, { kind: "online" })).toMatchObject({ ladder: { phase: "connecting", failures: 0 } });
});
