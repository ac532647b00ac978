import type { Carrier, TopicListener } from "@/lib/realtime/carrier";
import type { Surroundings } from "@/lib/realtime/surroundings";
import { nextChange, nobodyKnown, shownIn, tell } from "./roster";

/** Whose tab has been out of sight for so long is not there any more; who only looks something up stays. */
export const AWAY_MS = 60_000;
/** Moving between pages takes less: who comes back at once has not been gone. */
const LEFT_MS = 3_000;

type PresenceOptions = { carrier: Carrier; surroundings: Surroundings; topic: string };

/**
 * Who is there on a topic, for `useSyncExternalStore`: the ids of people, the reader's own among them; null while nobody
 * knows. While somebody looks the reader is shown there too, as long as their tab can be seen or was a moment ago.
 */
export function createPresence({ carrier, surroundings, topic }: PresenceOptions) {
  const listeners = new Set<() => void>();
  let roster = nobodyKnown;
  let snapshot: ReadonlySet<string> | null = null;
  let changeTimer: ReturnType<typeof setTimeout> | undefined;
  let awayTimer: ReturnType<typeof setTimeout> | undefined;
  let leftTimer: ReturnType<typeof setTimeout> | undefined;
  let stop: (() => void) | null = null;

  const listener: TopicListener = {
    onEvent: () => {},
    onStatus: () => {},
    onCatchUp: () => {},
    onPresent(people) {
      roster = tell(roster, people, performance.now());
      look();
    },
  };

  function look() {
    clearTimeout(changeTimer);
    const now = performance.now();
    const shown = shownIn(roster, now);
    const at = nextChange(roster, now);
    if (at !== null) changeTimer = setTimeout(look, at - now);
    if (isSame(shown, snapshot)) return;
    snapshot = shown;
    for (const onChange of listeners) onChange();
  }

  function showWhileSeen() {
    clearTimeout(awayTimer);
    if (surroundings.isVisible()) carrier.show(topic, true);
    else awayTimer = setTimeout(() => carrier.show(topic, false), AWAY_MS);
  }

  function start() {
    const endings = [carrier.listen(topic, listener), surroundings.onChange(showWhileSeen)];
    showWhileSeen();
    stop = () => {
      clearTimeout(awayTimer);
      clearTimeout(changeTimer);
      carrier.show(topic, false);
      for (const end of endings) end();
      // What one looks at later begins with what is known by then.
      roster = nobodyKnown;
      snapshot = null;
      stop = null;
    };
  }

  return {
    getSnapshot: () => snapshot,
    subscribe(onChange: () => void) {
      listeners.add(onChange);
      clearTimeout(leftTimer);
      if (!stop) start();
      return () => {
        listeners.delete(onChange);
        if (listeners.size === 0) leftTimer = setTimeout(() => stop?.(), LEFT_MS);
      };
    },
    /** For sign-out. */
    close() {
      clearTimeout(leftTimer);
      stop?.();
    },
  };
}
export type Presence = ReturnType<typeof createPresence>;

function isSame(one: ReadonlySet<string> | null, other: ReadonlySet<string> | null): boolean {
  if (one === null || other === null) return one === other;
  return one.size === other.size && [...one].every((id) => other.has(id));
}
