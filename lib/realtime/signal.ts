import { backoff } from "./backoff";
import type { Carrier, TopicEvent, TopicListener } from "./carrier";
import type { Surroundings } from "./surroundings";

/** A refresh comes at most this often, however fast the signals. */
const MIN_INTERVAL_MS = 1_000;
/** And on a slow line, a refresh that took long waits so many times as long: what else is under way needs the line too. */
const REST = 2;
/** The last signal of all may be lost, and no later one tells: so the value is read anew while someone looks. */
const MAX_AGE_MS = 25_000;
/** So soon it is looked again whether the browser is online. */
const OFFLINE_MS = 1_000;

export type SignalOptions<T> = {
  initial: T;
  /** For this long after somebody begins to look the initial value is new enough: 0 unless told. */
  freshMs?: number;
  carrier: Carrier;
  surroundings: Surroundings;
  topics: readonly string[];
  /** Reads the topics' present names, when one has moved or refuses. */
  readTopics(): Promise<readonly string[]>;
  /** Whether an event says that the value is stale. */
  isStale(event: TopicEvent): boolean;
  /** Reads the whole value anew. */
  read(): Promise<T>;
};

/**
 * A value of the server that is kept fresh by signals: an event says that it is stale, never what it became, and the
 * value is read whole. So a lost, doubled or late event cannot make it wrong, only late. Read too on every join, on
 * waking, and from time to time.
 */
export function createSignal<T>(options: SignalOptions<T>) {
  const listeners = new Set<() => void>();
  const { carrier, surroundings, isStale, read } = options;
  let value = options.initial;
  let { topics } = options;
  let reading = false;
  let staleWhileReading = false;
  let failures = 0;
  /** Not before this moment, by the clock of `performance.now`. */
  let nextAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stops: (() => void)[] = [];
  let followFailures = 0;
  let followTimer: ReturnType<typeof setTimeout> | undefined;

  async function refresh() {
    reading = true;
    const readAt = performance.now();
    nextAt = readAt + MIN_INTERVAL_MS;
    try {
      value = await read();
      const endedAt = performance.now();
      nextAt = Math.max(nextAt, endedAt + REST * (endedAt - readAt));
      failures = 0;
      for (const listener of listeners) listener();
    } catch (error) {
      // Until it can be read the old value stands.
      failures += 1;
      console.warn("A value could not be read anew", error);
    }
    reading = false;
    if (listeners.size === 0) return;
    if (staleWhileReading) refreshSoon();
    else refreshIn(failures > 0 ? backoff(failures, Math.random()) : MAX_AGE_MS);
  }

  function refreshSoon() {
    staleWhileReading = reading;
    if (!reading) refreshIn(Math.max(0, nextAt - performance.now()));
  }

  function refreshIn(ms: number) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      // Not answered anyhow; and a page that asks to be rendered then is taken away by the browser, with all that is on it.
      if (!surroundings.isOnline()) refreshIn(OFFLINE_MS);
      // Nobody looks: on waking the carrier says that it is time to read.
      else if (ms === MAX_AGE_MS && !surroundings.isVisible()) refreshIn(MAX_AGE_MS);
      else void refresh();
    }, ms);
  }

  const listener: TopicListener = {
    onEvent: (event) => {
      if (event.event === "topic_moved") void follow();
      else if (isStale(event)) refreshSoon();
    },
    onStatus: (status) => {
      if (status === "refused") void follow();
    },
    onCatchUp: refreshSoon,
  };

  function listen() {
    for (const stop of stops) stop();
    stops = topics.map((topic) => carrier.listen(topic, listener));
  }

  async function follow() {
    clearTimeout(followTimer);
    try {
      const names = await options.readTopics();
      followFailures = 0;
      if (names.join() === topics.join() || listeners.size === 0) return;
      topics = names;
      listen();
    } catch (error) {
      console.warn("The topics' names could not be read anew", error);
      if (listeners.size === 0) return;
      // Nobody says it twice that a topic has moved.
      followFailures += 1;
      followTimer = setTimeout(() => void follow(), backoff(followFailures, Math.random()));
    }
    refreshSoon();
  }

  return {
    getSnapshot: () => value,
    /** Says that the value is stale: for who has changed it by themselves. */
    refresh() {
      if (listeners.size > 0) refreshSoon();
    },
    /** For `useSyncExternalStore`: the topics are joined while anyone looks. */
    subscribe(onChange: () => void) {
      listeners.add(onChange);
      if (listeners.size === 1) {
        nextAt = Math.max(nextAt, performance.now() + (options.freshMs ?? 0));
        refreshIn(MAX_AGE_MS);
        listen();
      }
      return () => {
        listeners.delete(onChange);
        if (listeners.size > 0) return;
        for (const stop of stops) stop();
        stops = [];
        clearTimeout(timer);
        clearTimeout(followTimer);
      };
    },
  };
}
