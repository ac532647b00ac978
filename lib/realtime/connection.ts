import type { Site } from "@/lib/http/site";
import { type Carrier, type ConnectionState, RUNGS, type Rung } from "./carrier";
import { createLadder, type Ladder, type LadderEffect, type LadderInput, step } from "./ladder";
import { createReachability } from "./reachability";
import type { Attempt, AttemptEvents, OpenAttempt } from "./rungs/rung";
import type { Surroundings } from "./surroundings";
import { createTopics } from "./topics";

/** When the network has probably changed, what has been silent for this long is taken to hang in the one before. */
const HANGS_ON_WAKING_MS = 1_000;
/**
 * When only our own knocking says so: a site that many come back to at once is slow to answer, and who gives up and
 * asks anew makes it slower.
 */
const HANGS_MS = 3_000;
const HANGS_WHILE_AWAY_MS = 6_000;

export type ConnectionOptions = {
  /** How each rung that this browser has is tried. */
  rungs: Partial<Record<Rung, OpenAttempt>>;
  site: Pick<Site, "giveUpHanging">;
  surroundings: Surroundings;
  /** The rung that served before in this tab, and how to remember the one that serves now. */
  remembered?: Rung | undefined;
  remember?(rung: Rung): void;
};

/**
 * The connection of a tab: it does what the ladder decides, and passes on what its rungs hear. Every rung carries
 * hints only; who listens heals by reading, and is told when.
 */
export function createConnection(options: ConnectionOptions): Carrier {
  const { rungs, site, surroundings, remembered, remember } = options;
  const [best = "polling", ...lower] = RUNGS.filter((rung) => rungs[rung]);
  let ladder: Ladder = createLadder([best, ...lower], remembered);
  let state: ConnectionState = { rung: ladder.rung, phase: "connecting", since: Date.now() };
  let current: Attempt | null = null;
  /** When the try that is the connection now, or may become it, was begun; by the clock of `performance.now`. */
  let triedAt = 0;
  let probe: Attempt | null = null;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let probeTimer: ReturnType<typeof setTimeout> | undefined;
  let stopAttending: (() => void) | null = null;
  let closed = false;
  const watchers = new Set<() => void>();
  const reachability = createReachability(surroundings, {
    onBack: onReachable,
    onAway: () => site.giveUpHanging(HANGS_WHILE_AWAY_MS),
  });
  const topics = createTopics({
    onFirst(name) {
      current?.join(name);
      probe?.join(name);
      // Not before the first topic: a connection that React made and threw away must leave nothing behind.
      attend();
    },
    onLast(name) {
      current?.leave(name);
      probe?.leave(name);
      // The screens are gone, perhaps for good. The next one that comes starts it again.
      if (topics.isEmpty()) rest();
    },
  });

  function take(input: LadderInput) {
    if (closed) return;
    const next = step(ladder, input, Math.random());
    ladder = next.ladder;
    for (const effect of next.effects) perform(effect);
    tellState();
  }

  /** The network may be another one. */
  function wake() {
    site.giveUpHanging(HANGS_ON_WAKING_MS);
    // The event that says so may have come while the page stood still.
    const isBack = ladder.phase === "offline" && surroundings.isOnline();
    take({ kind: isBack ? "online" : "woke" });
    topics.catchUpAll();
  }

  function onReachable() {
    site.giveUpHanging(HANGS_MS);
    // A try that began while nothing answered has failed: on a network that comes and goes, none would ever be counted.
    const isHanging = performance.now() - triedAt >= HANGS_MS;
    if (ladder.phase === "connecting" && isHanging) take({ kind: "failed", how: "lost" });
    if (ladder.phase === "waiting") take({ kind: "woke" });
    topics.catchUpAll();
  }

  function perform(effect: LadderEffect) {
    switch (effect.kind) {
      case "open":
        clearTimeout(retryTimer);
        current?.close();
        triedAt = performance.now();
        current = open(effect.rung, "current");
        return showOn(current);
      case "close":
        current?.close();
        current = null;
        return;
      case "check":
        return current?.check();
      case "retry_in":
        clearTimeout(retryTimer);
        retryTimer = setTimeout(take, effect.ms, { kind: "retry" });
        return;
      case "probe":
        probe = open(effect.rung, "probe");
        return;
      case "probe_in":
        clearTimeout(probeTimer);
        probeTimer = setTimeout(take, effect.ms, { kind: "probe" });
        return;
      case "adopt_probe":
        current?.close();
        current = probe;
        probe = null;
        showOn(current);
        // What the last one said of its topics went with it; those of this one follow.
        return topics.setAll("joining");
      case "drop_probe":
        probe?.close();
        probe = null;
        return;
    }
  }

  function open(rung: Rung, as: "current" | "probe"): Attempt | null {
    const openAttempt = rungs[rung];
    if (!openAttempt) return null;
    let opened: Attempt | null = null;
    const serves = () => as === "current" || (opened !== null && opened === current);
    const events: AttemptEvents = {
      onOpen() {
        if (serves()) site.giveUpHanging(HANGS_MS);
        take({ kind: serves() ? "opened" : "probe_opened" });
      },
      onStatus: (topic, status) => serves() && topics.setStatus(topic, status),
      // From a probe too: an event is a hint, and one that comes twice changes nothing.
      onEvent(topic, event) {
        for (const listener of topics.get(topic)?.listeners ?? []) listener.onEvent(event);
      },
      onCatchUp: (topic) => topics.catchUp(topic),
      onPresent: (topic, people) => topics.setPresent(topic, people),
      onFailure(how) {
        const why = reachability.isAway() ? "away" : how;
        take(serves() ? { kind: "failed", how: why } : { kind: "probe_failed" });
      },
      onSignedOut: () => take({ kind: "signed_out" }),
    };
    opened = openAttempt(topics.names(), events);
    return opened;
  }

  /** Only on what is the connection: a probe may be gone in a moment. */
  function showOn(attempt: Attempt | null) {
    for (const name of topics.shown()) attempt?.show?.(name, true);
  }

  function tellState() {
    const { rung } = ladder;
    const phase = phaseToTell();
    if (rung === state.rung && phase === state.phase) return;
    const wasOpen = state.phase === "open";
    state = { rung, phase, since: Date.now() };
    if (phase === "open") remember?.(rung);
    else topics.setAll(phase === "signed_out" ? "signed_out" : "joining");
    // Our own origin may answer while the way to the live events does not; if it does not either, that is soon told.
    if (phase === "waiting" || (phase === "connecting" && wasOpen)) topics.catchUpAll();
    if (ladder.phase === "connecting" || phase === "waiting") reachability.start();
    else reachability.stop();
    for (const onChange of watchers) onChange();
  }

  function phaseToTell(): ConnectionState["phase"] {
    if (ladder.phase === "idle") return "connecting";
    // Looking whether there is a session again is no news while there is none.
    if (ladder.phase === "connecting" && state.phase === "signed_out") return "signed_out";
    return ladder.phase;
  }

  function rest() {
    clearTimeout(retryTimer);
    clearTimeout(probeTimer);
    reachability.stop();
    stopAttending?.();
    stopAttending = null;
    current?.close();
    probe?.close();
    current = null;
    probe = null;
    ladder = createLadder(ladder.rungs, ladder.rung);
    tellState();
  }

  function attend() {
    if (stopAttending || closed) return;
    stopAttending = surroundings.onChange((change) => {
      switch (change) {
        case "hidden":
          return;
        case "offline":
          return take({ kind: "offline" });
        default:
          return wake();
      }
    });
    take({ kind: "start", online: surroundings.isOnline() });
  }

  return {
    listen: (name, listener) =>
      topics.listen(name, listener, ladder.phase === "signed_out" ? "signed_out" : "joining"),
    show(name, isShown) {
      topics.show(name, isShown);
      current?.show?.(name, isShown);
    },
    getState: () => state,
    subscribe(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    doubt: () => current?.check(),
    close() {
      rest();
      closed = true;
      topics.clear();
      watchers.clear();
    },
  };
}
