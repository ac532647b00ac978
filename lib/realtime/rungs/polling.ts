import type { Site } from "@/lib/http/site";
import type { Surroundings } from "../surroundings";
import type { Attempt, AttemptEvents } from "./rung";

/** How often the site is asked: while someone looks, and while nobody does. */
export const POLL_MS = 5_000;
const POLL_HIDDEN_MS = 30_000;

/**
 * The lowest rung: nothing flows, and whoever listens is told every few seconds that it is time to read. A light
 * question of its own tells whether the site answers at all, and whether it still knows the reader.
 */
export function openPolling(
  site: Site,
  surroundings: Surroundings,
  topics: Iterable<string>,
  events: AttemptEvents,
): Attempt {
  const polled = new Set(topics);
  const ended = new AbortController();
  let isOpen = false;
  let asking = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function poll() {
    if (asking || ended.signal.aborted) return;
    asking = true;
    clearTimeout(timer);
    try {
      const { status } = await site.ask("/api/session/topics", { needless: ended.signal });
      if (ended.signal.aborted) return;
      if (status === 401) return end(events.onSignedOut);
      if (status !== 200) return end(() => events.onFailure("lost"));
    } catch {
      return end(() => events.onFailure("lost"));
    } finally {
      asking = false;
    }
    if (!isOpen) {
      isOpen = true;
      events.onOpen();
    }
    for (const topic of polled) tell(topic);
    timer = setTimeout(poll, surroundings.isVisible() ? POLL_MS : POLL_HIDDEN_MS);
  }

  function tell(topic: string) {
    events.onStatus(topic, "polled");
    events.onCatchUp(topic);
  }

  function end(tellWhy?: () => void) {
    if (ended.signal.aborted) return;
    ended.abort();
    clearTimeout(timer);
    tellWhy?.();
  }

  void poll();

  return {
    join(topic) {
      polled.add(topic);
      if (isOpen) tell(topic);
    },
    leave: (topic) => void polled.delete(topic),
    check: () => void poll(),
    close: () => end(),
  };
}
