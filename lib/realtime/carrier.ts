/** What is said on a topic: the event's name and its payload, not yet validated. */
export type TopicEvent = { event: string; payload: unknown };

/**
 * How a topic stands: `joining` until the server has confirmed that events flow, `live` from then on, `polled` when
 * nothing flows and the server is asked from time to time, `refused` when the reader may not join it (moved, or the
 * topic's epoch was raised: ask for its present name).
 */
export type TopicStatus = "joining" | "live" | "polled" | "refused" | "signed_out";

export type TopicListener = {
  onEvent(event: TopicEvent): void;
  onStatus(status: TopicStatus): void;
  /**
   * Now is the time to read from the server: the topic was joined (again), the tab woke up, or the connection is
   * polled. What was said before this moment may have been missed.
   */
  onCatchUp(): void;
  /** Who shows themselves on the topic, each once however many tabs they have; null: on the present rung nobody knows. */
  onPresent?(people: ReadonlySet<string> | null): void;
};

/** The ways to hear from the server, the best first. */
export const RUNGS = ["websocket", "sse", "polling"] as const;
export type Rung = (typeof RUNGS)[number];

/** How the tab's connection stands, for the screens that say so. The same object until something changes. */
export type ConnectionState = {
  readonly rung: Rung;
  /** `waiting`: a try has failed, and the next one comes by itself. */
  readonly phase: "connecting" | "open" | "waiting" | "offline" | "signed_out";
  /** Since when it has been in this phase on this rung, in milliseconds since 1970. */
  readonly since: number;
};

/** The connection of a tab, for all topics: mounted once, shared by every screen. */
export type Carrier = {
  /** Listens on a topic until the returned function is called. A topic is joined once, however many listen. */
  listen(topic: string, listener: TopicListener): () => void;
  /** Shows the reader, or not any more, on a topic that is being listened to. Somebody whom nothing reaches is not shown. */
  show(topic: string, isShown: boolean): void;
  getState(): ConnectionState;
  /** Calls back on every change of state, until the returned function is called. */
  subscribe(onChange: () => void): () => void;
  /** Something should have been heard and was not: look now whether the connection still works. */
  doubt(): void;
  /** Ends the connection for good: on sign-out. */
  close(): void;
};
