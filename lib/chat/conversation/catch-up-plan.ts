import { backoff } from "@/lib/realtime/backoff";
import { hasGap, type Timeline } from "../timeline";

/** A missing event is given this long to arrive by itself before it is fetched. */
export const GAP_MS = 300;
/** The last event of all may be lost too, and no later one tells: so the head is asked for while someone looks. */
export const PROBE_MS = 25_000;
/** Further behind than this, a new snapshot is cheaper than all that changed. */
export const FAR_BEHIND = 1_000;
/**
 * A request on a network that is gone, or on one of its connections, may never be answered, and nobody says so. After
 * this long without an answer the same is asked beside it: once by whoever joins again, because many do so at once when
 * a server comes back, and it may only be busy.
 */
const PATIENCE_MS = 1_000;
/** On waking, so often and after this long: a browser keeps up to six connections ready, and all may be dead. */
const BESIDE_ON_WAKING = 5;
const PATIENCE_ON_WAKING_MS = 500;

/** What can be asked of the server: how far it has come, what changed since a revision, or the newest messages. */
export type Ask = "head" | "changes" | "snapshot";

/** Who told of what is missing: an event from after it, the answer to one's own send, or a probe of the head. */
type Teller = "event" | "own" | "probe";

type Asked = {
  readonly ask: Ask;
  readonly number: number;
  readonly at: number;
  /** The newest revision that was known of when it was made. */
  readonly knownHead: number;
  /** An answer to the request of this number, or to a later one, will do: the same was asked then. */
  readonly first: number;
};

/** What a tab has asked for and what it still wants: a pure value. All times are of a clock that never goes back. */
export type Plan = {
  /** The newest request without an answer. */
  readonly asked: Asked | null;
  /** How many requests there have been. */
  readonly number: number;
  /** What to read as soon as that is possible. */
  readonly wanted: "changes" | "head" | null;
  /** How often more to ask beside a request that is not answered, and after how long each time. */
  readonly beside: number;
  readonly patience: number;
  readonly failures: number;
  /** After a failure nothing is asked before this time. */
  readonly notBefore: number;
  readonly probeAt: number;
  /** What is missing after a revision, and since when that is known. */
  readonly hole: { readonly after: number; readonly since: number; readonly by: Teller } | null;
};

export type Step = { ask: Ask; because: "wanted" | "hole" | "unheard" } | { at: number } | null;

/** @param number how many requests there have been before: an answer to one of those must not be taken for a new one */
export function openPlan(now: number, number = 0): Plan {
  return {
    asked: null,
    number,
    wanted: null,
    beside: 0,
    patience: PATIENCE_MS,
    failures: 0,
    notBefore: now,
    probeAt: now + PROBE_MS,
    hole: null,
  };
}

/**
 * What was said before now may have been missed: read what changed, at once even if the last try failed.
 * @param isJoin whether the connection is a new one
 */
export function wantChanges(plan: Plan, isJoin: boolean, now: number): Plan {
  const again = { ...plan, asked: outdated(plan), wanted: "changes", notBefore: now } as const;
  return isJoin && plan.asked !== null && plan.beside === 0
    ? { ...again, beside: 1, patience: PATIENCE_MS }
    : again;
}

/** Nothing says that something was missed, but the tab may have slept, or the network changed: look at the head, at once. */
export function wantHead(plan: Plan, now: number): Plan {
  const isReading = plan.asked !== null && plan.asked.ask !== "head";
  const wanted = plan.wanted ?? (isReading ? "changes" : "head");
  const [beside, patience] = [BESIDE_ON_WAKING, PATIENCE_ON_WAKING_MS];
  return { ...plan, asked: outdated(plan), wanted, beside, patience, notBefore: now };
}

/** What is in flight is from before now: its answer will not do. */
function outdated({ asked, number }: Plan): Asked | null {
  return asked && { ...asked, first: number + 1 };
}

/** Keeps account of the hole whenever something has come in. Each new one is given its time. */
export function watchHole(plan: Plan, timeline: Timeline, now: number, by: Teller): Plan {
  if (!hasGap(timeline)) return plan.hole ? { ...plan, hole: null } : plan;
  if (plan.hole?.after !== timeline.revision)
    return { ...plan, hole: { after: timeline.revision, since: now, by } };
  return by === "event" ? { ...plan, hole: { ...plan.hole, by } } : plan;
}

/**
 * What to do next: ask, come back at a time, or wait for what happens.
 * `unheard`: only a probe told of what is missing, so what should flow may have stopped.
 */
export function nextStep(plan: Plan, timeline: Timeline, now: number, isVisible: boolean): Step {
  const { asked, hole } = plan;
  const read: Ask = timeline.headRevision - timeline.revision > FAR_BEHIND ? "snapshot" : "changes";
  if (asked) {
    if (plan.beside === 0) return null;
    const at = asked.at + plan.patience;
    const ask = (plan.wanted ?? asked.ask) === "head" ? "head" : read;
    return now < at ? { at } : { ask, because: "wanted" };
  }
  if (now < plan.notBefore) return { at: plan.notBefore };
  if (plan.wanted === "changes") return { ask: read, because: "wanted" };
  if (hole) {
    const at = hole.since + GAP_MS;
    return now < at ? { at } : { ask: read, because: hole.by === "probe" ? "unheard" : "hole" };
  }
  // A hidden tab asks for no head: when it comes to the front, it looks.
  if (!isVisible) return null;
  if (plan.wanted === "head" || now >= plan.probeAt) return { ask: "head", because: "wanted" };
  return { at: plan.probeAt };
}

/** The next request is on its way; its number is the new plan's. */
export function asking(plan: Plan, ask: Ask, timeline: Timeline, now: number): Plan {
  const number = plan.number + 1;
  const asked = {
    ask,
    number,
    at: now,
    knownHead: timeline.headRevision,
    first: plan.asked?.first ?? number,
  };
  return { ...plan, asked, number, wanted: null, beside: plan.asked ? plan.beside - 1 : plan.beside };
}

export type Answered = {
  /** The timeline before the answer and with it. */
  before: Timeline;
  after: Timeline;
  /** There is more to read at once: the page was full, or told that a snapshot is cheaper. */
  isMore: boolean;
};

/** The server has answered a request. What was wanted since it was made is asked for next. */
export function answered(plan: Plan, number: number, answer: Answered, now: number, random: number): Plan {
  const { asked } = plan;
  if (!asked || (number !== asked.number && number < asked.first)) return plan;
  const { before, after, isMore } = answer;
  const wanted = isMore ? "changes" : plan.wanted;
  const beside = number < asked.first ? plan.beside : 0;
  const next = { ...plan, asked: null, beside, wanted, probeAt: now + PROBE_MS };
  // It knew of something missing, and brought nothing: to ask on without a pause could go on for ever.
  const isFruitless =
    hasGap(after) && after.revision === before.revision && after.headRevision === asked.knownHead;
  return isFruitless ? postponed(next, now, random) : { ...next, failures: 0, notBefore: now };
}

/** There was no answer, or a refusal: the same is wanted again, after a pause that grows; at once where the network may have changed. */
export function failed(plan: Plan, number: number, ask: Ask, now: number, random: number): Plan {
  if (plan.asked?.number !== number) return plan;
  const wanted = ask === "head" ? (plan.wanted ?? "head") : "changes";
  const next = { ...plan, asked: null, wanted } as const;
  return plan.beside > 0 ? { ...next, beside: plan.beside - 1 } : postponed(next, now, random);
}

function postponed(plan: Plan, now: number, random: number): Plan {
  const failures = plan.failures + 1;
  return { ...plan, failures, notBefore: now + backoff(failures, random) };
}
