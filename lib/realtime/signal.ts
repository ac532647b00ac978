import type { Carrier, TopicEvent, TopicListener } from "./carrier";

/** A refresh comes at most this often, however fast the signals. */
const MIN_INTERVAL_MS = 1_000;

export type SignalOptions<T> = {
  initial: T;
  carrier: Carrier;
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
 * value is read whole. So a lost, doubled or late event cannot make it wrong, only late. Read too on every join and
 * on waking.
 */
export function createSignal<T>(options: SignalOptions<T>) {
  const listeners = new Set<() => void>();
  const { carrier, isStale, read } = options;
  let value = options.initial;
  let { topics } = options;
  let reading = false;
  let staleWhileReading = false;
  let readAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stops: (() => void)[] = [];

  async function refresh() {
    if (reading) {
      staleWhileReading = true;
      return;
    }
    reading = true;
    readAt = performance.now();
    try {
      value = await read();
      for (const listener of listeners) listener();
    } catch (error) {
      // The next signal, join or waking reads again; until then the old value stands.
      console.warn("A value could not be read anew", error);
    } finally {
      reading = false;
      if (staleWhileReading) {
        staleWhileReading = false;
        refreshSoon();
      }
    }
  }

  function refreshSoon() {
    if (timer) return;
    const wait = Math.max(0, readAt + MIN_INTERVAL_MS - performance.now());
    timer = setTimeout(() => {
      timer = undefined;
      void refresh();
    }, wait);
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
    try {
      const names = await options.readTopics();
      if (names.join() === topics.join() || listeners.size === 0) return;
      topics = names;
      listen();
    } catch (error) {
      // The topic says that it moved or refuses again when it is tried again.
      console.warn("The topics' names could not be read anew", error);
    }
    refreshSoon();
  }

  return {
    getSnapshot: () => value,
    /** For `useSyncExternalStore`: the topics are joined while anyone looks. */
    subscribe(onChange: () => void) {
      listeners.add(onChange);
      if (listeners.size === 1) listen();
      return () => {
        listeners.delete(onChange);
        if (listeners.size > 0) return;
        for (const stop of stops) stop();
        stops = [];
        clearTimeout(timer);
        timer = undefined;
      };
    },
  };
}
