import type { TopicEvent, TopicStatus } from "@/lib/realtime/carrier";

/** Why the server ended a stream of its own accord. None is a failure: come back at once. */
export type EndReason =
  /** The token is about to end: the next request renews it. */
  | "renew"
  /** The host lets no answer last longer. */
  | "limit"
  /** The server is being replaced. */
  | "shutdown";

/** What is said on a stream. One that closes without an `end` has failed. */
export type StreamFrame =
  | { event: "status"; data: { topic: string; status: Extract<TopicStatus, "live" | "refused"> } }
  | { event: "message"; data: TopicEvent & { topic: string } }
  | { event: "end"; data: { reason: EndReason } };

/** A frame as `text/event-stream` has it. JSON has no line breaks of its own, so one `data` line holds it. */
export function frameText({ event, data }: StreamFrame): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** What a reader skips, and a proxy or a dead connection cannot. */
export function commentText(comment: string): string {
  return `: ${comment}\n\n`;
}
