import type { TopicListener, TopicStatus } from "./carrier";

/** A topic that nobody listens to is kept this long, so that moving between pages does not leave and join again. */
const LINGER_MS = 3_000;

export type Topic = {
  readonly name: string;
  readonly listeners: Set<TopicListener>;
  status: TopicStatus;
  /** Whether the reader shows themselves there. */
  isShown: boolean;
  /** Who does; null while nobody knows. */
  present: ReadonlySet<string> | null;
  linger: ReturnType<typeof setTimeout> | undefined;
};

/** Who listens to what: one entry to a topic, however many listen. */
export function createTopics(changed: { onFirst(name: string): void; onLast(name: string): void }) {
  const topics = new Map<string, Topic>();

  function forget(topic: Topic) {
    if (topic.listeners.size > 0) return;
    topics.delete(topic.name);
    changed.onLast(topic.name);
  }

  function setStatus(topic: Topic, status: TopicStatus) {
    if (topic.status === status) return;
    topic.status = status;
    for (const listener of topic.listeners) listener.onStatus(status);
  }

  return {
    get: (name: string) => topics.get(name),
    names: () => topics.keys(),
    isEmpty: () => topics.size === 0,
    /** @param status what a topic that is new begins with */
    listen(name: string, listener: TopicListener, status: TopicStatus): () => void {
      const known = topics.get(name);
      const topic = known ?? {
        ...{ name, listeners: new Set(), status, isShown: false, present: null, linger: undefined },
      };
      clearTimeout(topic.linger);
      topic.listeners.add(listener);
      listener.onStatus(topic.status);
      listener.onPresent?.(topic.present);
      if (known) {
        if (topic.status === "live" || topic.status === "polled") listener.onCatchUp();
      } else {
        topics.set(name, topic);
        changed.onFirst(name);
      }
      return () => {
        if (!topic.listeners.delete(listener) || topic.listeners.size > 0) return;
        clearTimeout(topic.linger);
        topic.linger = setTimeout(() => forget(topic), LINGER_MS);
      };
    },
    setStatus(name: string, status: TopicStatus) {
      const topic = topics.get(name);
      if (topic) setStatus(topic, status);
    },
    setPresent(name: string, people: ReadonlySet<string> | null) {
      const topic = topics.get(name);
      if (!topic) return;
      topic.present = people;
      for (const listener of topic.listeners) listener.onPresent?.(people);
    },
    show(name: string, isShown: boolean) {
      const topic = topics.get(name);
      if (topic) topic.isShown = isShown;
    },
    shown: () => [...topics.values()].filter(({ isShown }) => isShown).map(({ name }) => name),
    setAll(status: TopicStatus) {
      for (const topic of topics.values()) setStatus(topic, status);
    },
    catchUp(name: string) {
      for (const listener of topics.get(name)?.listeners ?? []) listener.onCatchUp();
    },
    catchUpAll() {
      for (const topic of topics.values()) for (const listener of topic.listeners) listener.onCatchUp();
    },
    clear() {
      for (const { linger } of topics.values()) clearTimeout(linger);
      topics.clear();
    },
  };
}
