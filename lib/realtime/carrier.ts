/** What is said on a topic: the event's name and its payload, not yet validated. */
export type TopicEvent = { event: string; payload: unknown };

/**
 * How a topic stands: `joining` until the server has confirmed that events flow, `live` from then on, `refused` when
 * the reader may not join it (moved, or the topic's epoch was raised: ask for its present name).
 */
export type TopicStatus = "joining" | "live" | "refused" | "signed_out";

export type TopicListener = {
  onEvent(event: TopicEvent): void;
  onStatus(status: TopicStatus): void;
  /**
   * Now is the time to read from the server: the topic was joined (again), or the tab woke up. What was said before
   * this moment may have been missed.
   */
  onCatchUp(): void;
};

/** The connection of a tab, for all topics: mounted once, shared by every screen. */
export type Carrier = {
  /** Listens on a topic until the returned function is called. A topic is joined once, however many listen. */
  listen(topic: string, listener: TopicListener): () => void;
  /** Ends the connection for good: on sign-out. */
  close(): void;
};
