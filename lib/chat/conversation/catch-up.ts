import type { Surroundings } from "@/lib/realtime/surroundings";
import type { Clock } from "../clock";
import type { Head, Message, Reading } from "../schema";
import {
  receiveChanges,
  receiveEvent,
  receiveHead,
  receiveOwn,
  receiveSnapshot,
  type Timeline,
} from "../timeline";
import {
  type Ask,
  answered,
  asking,
  FAR_BEHIND,
  failed,
  nextStep,
  openPlan,
  type Plan,
  wantChanges,
  wantHead,
  watchHole,
} from "./catch-up-plan";
import { ReadFailure, type Remote } from "./remote";

/** Rows that the changes route gives at most (CHANGES_PAGE of the queries). */
const CHANGES_PAGE = 200;

/** Requests at once: one, and one beside it that is hoped to fare better. */
const AT_ONCE = 2;

/** An answer of the server, and what it made of the timeline. A head names no topic. */
export type CaughtUp = { before: Timeline; after: Timeline; topic: string | null };

export type CatchUpOptions = {
  remote: Pick<Remote, "head" | "changes" | "snapshot">;
  surroundings: Pick<Surroundings, "isVisible">;
  /** One that never goes back. */
  clock: Clock;
  random(): number;
  read(): Timeline;
  write(timeline: Timeline): void;
  onAnswer(answer: CaughtUp): void;
  onFailure(failure: ReadFailure): void;
  /** Something is missing that did not come by itself. `unheard`: and no event told of it. */
  onHole(because: "hole" | "unheard"): void;
};

/** Keeps a timeline level with the server. What to ask and when is decided by the plan; here it is only done. */
export function createCatchUp(options: CatchUpOptions) {
  const { remote, surroundings, clock, random, read, write } = options;
  let plan = openPlan(clock.now());
  let isRunning = false;
  const inFlight: AbortController[] = [];
  let cancelTimer = () => {};

  function act() {
    cancelTimer();
    if (!isRunning) return;
    const step = nextStep(plan, read(), clock.now(), surroundings.isVisible());
    if (!step) return;
    if ("at" in step) {
      cancelTimer = clock.after(Math.max(0, step.at - clock.now()), act);
      return;
    }
    plan = asking(plan, step.ask, read(), clock.now());
    if (step.because !== "wanted") options.onHole(step.because);
    void ask(step.ask, plan.number);
    // If it is not answered, something may be due before anything happens.
    act();
  }

  async function ask(what: Ask, number: number) {
    const since = read().revision;
    const needless = new AbortController();
    // A browser makes few requests to one server at once: those that hang must not use them up.
    if (inFlight.push(needless) > AT_ONCE) inFlight[0]?.abort();
    try {
      const { signal } = needless;
      const answer = await (what === "changes" ? remote.changes(since, signal) : remote[what](signal));
      take(what, number, since, answer);
    } catch (error) {
      plan = failed(plan, number, what, clock.now(), random());
      if (!(error instanceof ReadFailure)) throw error;
      if (isRunning) options.onFailure(error);
    } finally {
      inFlight.splice(inFlight.indexOf(needless), 1);
      act();
    }
  }

  function take(what: Ask, number: number, since: number, answer: Head | Reading) {
    const before = read();
    const { timeline: after, isMore } = received(before, what, since, answer);
    write(after);
    plan = answered(plan, number, { before, after, isMore }, clock.now(), random());
    plan = watchHole(plan, after, clock.now(), what === "head" ? "probe" : "own");
    if (isRunning) options.onAnswer({ before, after, topic: "topic" in answer ? answer.topic : null });
  }

  function change(next: Plan) {
    plan = next;
    act();
  }

  return {
    /** What was said before now may have been missed. `isJoin`: the connection is a new one. */
    catchUp: (isJoin: boolean) => change(wantChanges(plan, isJoin, clock.now())),
    /** Looks whether something was missed. */
    probe: () => change(wantHead(plan, clock.now())),
    receive(message: Message) {
      write(receiveEvent(read(), message));
      change(watchHole(plan, read(), clock.now(), "event"));
    },
    receiveOwn(message: Message) {
      write(receiveOwn(read(), message));
      change(watchHole(plan, read(), clock.now(), "own"));
    },
    /** Whatever else changed the timeline or what is around the tab. */
    look: () => change(watchHole(plan, read(), clock.now(), "own")),
    start() {
      isRunning = true;
      change(openPlan(clock.now(), plan.number));
    },
    stop() {
      isRunning = false;
      cancelTimer();
    },
  };
}

/** The timeline with an answer taken in, and whether there is more to read at once. */
function received(timeline: Timeline, what: Ask, since: number, answer: Head | Reading) {
  if (!("messages" in answer)) return { timeline: receiveHead(timeline, answer), isMore: false };
  if (what === "snapshot") return { timeline: receiveSnapshot(timeline, answer), isMore: false };
  // Not even the first of so many pages is shown: a snapshot comes instead.
  if (answer.last_revision - since > FAR_BEHIND)
    return { timeline: receiveHead(timeline, answer), isMore: true };
  const isMore = answer.messages.length >= CHANGES_PAGE;
  return { timeline: receiveChanges(timeline, answer, since, CHANGES_PAGE), isMore };
}
