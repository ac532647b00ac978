import { type Carrier, type ConnectionState, RUNGS, type Rung } from "./carrier";
import { createLadder, type LadderEffect, type LadderInput, step } from "./ladder";
import { createReachability } from "./reachability";
import type { Attempt, AttemptEvents, OpenAttempt } from "./rungs/rung";
import type { Surroundings } from "./surroundings";
import { createTopics } from "./topics";

export type ConnectionOptions = {
  /** How each rung that this browser has is tried. */
  rungs: Partial<Record<Rung, OpenAttempt>>;
  surroundings: Surroundings;
  /** The rung that served before in this tab, and how to remember the one that serves now. */
  remembered?: Rung | undefined;
  remember?(rung: Rung): void;
};

/**
 * The connection of a tab: it does what the ladder decides, and passes on what its rungs hear. Every rung carries
 * hints only; who listens heals by reading, and is told when.
 */
export function createConnection({ rungs, surroundings, remembered, remember }: ConnectionOptions): Carrier {
  const [first = "polling", ...rest] = RUNGS.filter((rung) => rungs[rung]);
  let ladder = createLadder([first, ...rest], remembered);
  let state: ConnectionState = { rung: ladder.rung, phase: "connecting", since: Date.now() };
  let current: Attempt | null = null;
  let probe: Attempt | null = null;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let probeTimer: ReturnType<typeof setTimeout> | undefined;
  let stopAttending: (() => void) | null = null;
  let closed = false;
  const watchers = new Set<() => void>();
  const reachability = createReachability(surroundings, wake);
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
    },
  });

  function take(input: LadderInput) {
    if (closed) return;
    const next = step(ladder, input, Math.random());
    ladder = next.ladder;
    for (const effect of next.effects) perform(effect);
    tellState();
  }

  function wake() {
    take({ kind: "woke" });
    topics.catchUpAll();
  }

  function perform(effect: LadderEffect) {
    switch (effect.kind) {
      case "open":
        clearTimeout(retryTimer);
        current?.close();
        current = open(effect.rung, "current");
        return;
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
        return;
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
      onOpen: () => take({ kind: serves() ? "opened" : "probe_opened" }),
      onStatus: (topic, status) => serves() && topics.setStatus(topic, status),
      // From a probe too: an event is a hint, and one that comes twice changes nothing.
      onEvent(topic, event) {
        for (const listener of topics.get(topic)?.listeners ?? []) listener.onEvent(event);
      },
      onCatchUp: (topic) => topics.catchUp(topic),
      onFailure: (how) => take(serves() ? { kind: "failed", how } : { kind: "probe_failed" }),
      onSignedOut: () => take({ kind: "signed_out" }),
    };
    opened = openAttempt(topics.names(), events);
    return opened;
  }

  function tellState() {
    const { rung } = ladder;
    const phase = ladder.phase === "idle" ? "connecting" : ladder.phase;
    if (rung === state.rung && phase === state.phase) return;
    const wasOpen = state.phase === "open";
    state = { rung, phase, since: Date.now() };
    if (phase === "open") remember?.(rung);
    else topics.setAll(phase === "signed_out" ? "signed_out" : "joining");
    // Our own origin may answer while the way to the live events does not; if it does not either, that is soon told.
    if (phase === "waiting" || (phase === "connecting" && wasOpen)) topics.catchUpAll();
    if (phase === "connecting" || phase === "waiting") reachability.start();
    else reachability.stop();
    for (const onChange of watchers) onChange();
  }

  function attend() {
    if (stopAttending || closed) return;
    stopAttending = surroundings.onChange((change) => {
      switch (change) {
        case "hidden":
          return;
        case "offline":
          return take({ kind: "offline" });
        case "online":
          take({ kind: "online" });
          return topics.catchUpAll();
        default:
          return wake();
      }
    });
    take({ kind: "start", online: surroundings.isOnline() });
  }

  return {
    listen: (name, listener) =>
      topics.listen(name, listener, ladder.phase === "signed_out" ? "signed_out" : "joining"),
    getState: () => state,
    subscribe(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    doubt: () => current?.check(),
    close() {
      closed = true;
      clearTimeout(retryTimer);
      clearTimeout(probeTimer);
      reachability.stop();
      stopAttending?.();
      current?.close();
      probe?.close();
      topics.clear();
      watchers.clear();
    },
  };
}
