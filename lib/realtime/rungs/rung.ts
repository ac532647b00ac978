import type { TopicEvent } from "../carrier";

/** How a topic stands on one try: the connection's own states come on top. */
export type JoinStatus = "joining" | "live" | "polled" | "refused";

/** `lost`: it broke or was refused; `held`: something on the way swallows it, so trying again would not help. */
export type AttemptFailure = "lost" | "held";

/** What one try tells, until it has failed, or the session has ended, or it is closed: then never again. */
export type AttemptEvents = {
  /** It works: the server has answered on a topic. */
  onOpen(): void;
  onStatus(topic: string, status: JoinStatus): void;
  onEvent(topic: string, event: TopicEvent): void;
  /** What was said on the topic before this moment may have been missed. */
  onCatchUp(topic: string): void;
  /** Who shows themselves on the topic; null when that is not known any more, as when the try is over. */
  onPresent(topic: string, people: ReadonlySet<string> | null): void;
  onFailure(kind: AttemptFailure): void;
  onSignedOut(): void;
};

/** One try to hear from the server: it opens, lives, and fails once. Which one comes next is the ladder's business. */
export type Attempt = {
  join(topic: string): void;
  leave(topic: string): void;
  /** Shows the reader on the topic, or not any more. A rung without it can show nobody, and tells of nobody. */
  show?(topic: string, isShown: boolean): void;
  /** Look now whether it still works, and fail if it does not. */
  check(): void;
  close(): void;
};

export type OpenAttempt = (topics: Iterable<string>, events: AttemptEvents) => Attempt;

/** A try that nothing answers within this time has failed. */
export const OPEN_WITHIN_MS = 10_000;
