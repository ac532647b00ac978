import { backoff } from "./backoff";
import type { ConnectionState, Rung } from "./carrier";
import type { AttemptFailure } from "./rungs/rung";

/** So many failures in a row lead one rung down. */
const FAILURES_TO_STEP_DOWN = 5;
/** On a lower rung, how long until the upper ones are tried again: doubling while they fail. */
const FIRST_PROBE_MS = 30_000;
const LONGEST_PROBE_MS = 300_000;
/** While signed out, how often to look whether another tab has signed in. */
const SIGNED_OUT_MS = 5_000;

/** `away`: the site does not answer in any other way either, so that no rung is to blame. */
export type FailureKind = AttemptFailure | "away";

/** Where the connection stands: a pure value, changed by `step` alone. */
export type Ladder = {
  /** The rungs that this browser has, the best first. */
  readonly rungs: readonly [Rung, ...Rung[]];
  readonly rung: Rung;
  readonly phase: "idle" | ConnectionState["phase"];
  /** Tries on this rung that have failed since it last was open. */
  readonly failures: number;
  /** The upper rung that is being tried beside the one that serves. */
  readonly probing: Rung | null;
  /** Rounds of probing that have failed in a row. */
  readonly probes: number;
};

export type LadderInput =
  | { readonly kind: "start"; readonly online: boolean }
  | { readonly kind: "opened" }
  | { readonly kind: "failed"; readonly how: FailureKind }
  | { readonly kind: "retry" }
  | { readonly kind: "probe" }
  | { readonly kind: "probe_opened" }
  | { readonly kind: "probe_failed" }
  /** The tab came back to the front, or stood still for a while, or the site can be reached again. */
  | { readonly kind: "woke" }
  | { readonly kind: "online" }
  | { readonly kind: "offline" }
  | { readonly kind: "signed_out" };

/** What is to be done, in this order. A timer replaces the one of its kind; any input but its own leaves it running. */
export type LadderEffect =
  | { readonly kind: "open"; readonly rung: Rung }
  | { readonly kind: "check" }
  | { readonly kind: "close" }
  | { readonly kind: "retry_in"; readonly ms: number }
  | { readonly kind: "probe"; readonly rung: Rung }
  | { readonly kind: "probe_in"; readonly ms: number }
  /** The probe becomes the connection, in place of the one that served. */
  | { readonly kind: "adopt_probe" }
  | { readonly kind: "drop_probe" };

export type Step = { readonly ladder: Ladder; readonly effects: readonly LadderEffect[] };

/** @param first the rung that served before, in this tab; the best one otherwise */
export function createLadder(rungs: Ladder["rungs"], first?: Rung): Ladder {
  const rung = first && rungs.includes(first) ? first : rungs[0];
  return { rungs, rung, phase: "idle", failures: 0, probing: null, probes: 0 };
}

/**
 * WebSocket, then Server-Sent Events, then polling: with a backoff between tries, one rung down after five failures,
 * never giving up, and climbing back by probes that leave what serves alone.
 * @param random a number from 0 up to 1
 */
export function step(ladder: Ladder, input: LadderInput, random: number): Step {
  switch (input.kind) {
    case "start":
      return input.online ? connect(ladder) : still({ ...ladder, phase: "offline" });
    case "opened":
      return ladder.phase === "connecting" ? open(ladder, random) : still(ladder);
    case "failed":
      return isTrying(ladder) ? fail(ladder, input.how, random) : still(ladder);
    case "retry":
      return ladder.phase === "waiting" || ladder.phase === "signed_out" ? connect(ladder) : still(ladder);
    case "woke":
      return wake(ladder);
    case "online":
      return ladder.phase === "offline" ? connect({ ...ladder, failures: 0 }) : wake(ladder);
    case "offline":
      return ladder.phase === "idle" || ladder.phase === "signed_out"
        ? still(ladder)
        : { ladder: { ...ladder, phase: "offline", probing: null }, effects: closeAll(ladder) };
    case "signed_out":
      return {
        ladder: { ...ladder, phase: "signed_out", probing: null },
        effects: [...closeAll(ladder), { kind: "retry_in", ms: SIGNED_OUT_MS }],
      };
    case "probe":
      return ladder.phase === "open" && ladder.probing === null
        ? probe(ladder, ladder.rungs[0])
        : still(ladder);
    case "probe_opened":
      return ladder.probing ? climb(ladder, ladder.probing, random) : still(ladder);
    case "probe_failed":
      return ladder.probing ? missProbe(ladder, ladder.probing, random) : still(ladder);
  }
}

function still(ladder: Ladder): Step {
  return { ladder, effects: [] };
}

function isTrying({ phase }: Ladder): boolean {
  return phase === "connecting" || phase === "open";
}

function connect(ladder: Ladder): Step {
  return {
    ladder: { ...ladder, phase: "connecting", probing: null },
    effects: [{ kind: "open", rung: ladder.rung }],
  };
}

function open(ladder: Ladder, random: number): Step {
  // A rung that had failed too, and now opens, was not the trouble: all were down, and the best may be back as well.
  const wait = ladder.failures > 0 ? 0 : probeWait(ladder.probes, random);
  return {
    ladder: { ...ladder, phase: "open", failures: 0 },
    effects: isBest(ladder) ? [] : [{ kind: "probe_in", ms: wait }],
  };
}

function fail(ladder: Ladder, how: FailureKind, random: number): Step {
  const most = how === "away" ? FAILURES_TO_STEP_DOWN - 1 : Number.POSITIVE_INFINITY;
  const failures = Math.min(ladder.failures + 1, most);
  const lower = ladder.rungs[ladder.rungs.indexOf(ladder.rung) + 1];
  const dropped = dropProbe(ladder);
  if (lower && (how === "held" || failures >= FAILURES_TO_STEP_DOWN)) {
    const below = connect({ ...ladder, rung: lower, failures: 0, probes: 0 });
    return { ...below, effects: [...dropped, ...below.effects] };
  }
  return {
    ladder: { ...ladder, phase: "waiting", failures, probing: null },
    effects: [...dropped, { kind: "close" }, { kind: "retry_in", ms: backoff(failures, random) }],
  };
}

function wake(ladder: Ladder): Step {
  switch (ladder.phase) {
    case "connecting":
    // A try that began before the network was back may hang in it.
    case "waiting":
    case "signed_out":
      return connect(ladder);
    case "open":
      // Another network may let through what the last one did not, and a probe that began in that one may hang.
      return {
        ladder: { ...ladder, probing: null, probes: 0 },
        effects: [
          { kind: "check" },
          ...dropProbe(ladder),
          ...(isBest(ladder) ? [] : [{ kind: "probe_in", ms: 0 } as const]),
        ],
      };
    default:
      return still(ladder);
  }
}

function probe(ladder: Ladder, target: Rung | undefined): Step {
  if (!target || isBest(ladder)) return still(ladder);
  return { ladder: { ...ladder, probing: target }, effects: [{ kind: "probe", rung: target }] };
}

function climb(ladder: Ladder, rung: Rung, random: number): Step {
  const climbed: Ladder = { ...ladder, rung, phase: "open", failures: 0, probing: null, probes: 0 };
  const effects: LadderEffect[] = [{ kind: "adopt_probe" }];
  if (!isBest(climbed)) effects.push({ kind: "probe_in", ms: probeWait(0, random) });
  return { ladder: climbed, effects };
}

/** The best rung first; then those between it and the one that serves. */
function missProbe(ladder: Ladder, missed: Rung, random: number): Step {
  const next = ladder.rungs[ladder.rungs.indexOf(missed) + 1];
  if (next && next !== ladder.rung) {
    return {
      ladder: { ...ladder, probing: next },
      effects: [{ kind: "drop_probe" }, { kind: "probe", rung: next }],
    };
  }
  const probes = ladder.probes + 1;
  return {
    ladder: { ...ladder, probing: null, probes },
    effects: [{ kind: "drop_probe" }, { kind: "probe_in", ms: probeWait(probes, random) }],
  };
}

function probeWait(probes: number, random: number): number {
  const wait = Math.min(LONGEST_PROBE_MS, FIRST_PROBE_MS * 2 ** probes);
  return Math.round(wait / 2 + (wait / 2) * random);
}

function isBest(ladder: Ladder): boolean {
  return ladder.rung === ladder.rungs[0];
}

function dropProbe(ladder: Ladder): LadderEffect[] {
  return ladder.probing ? [{ kind: "drop_probe" }] : [];
}

function closeAll(ladder: Ladder): LadderEffect[] {
  return [...dropProbe(ladder), { kind: "close" }];
}
