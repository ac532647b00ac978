import type { TopicEvent } from "@/lib/realtime/carrier";
import { type Message, messageSchema } from "../schema";

/**
 * What an event on a conversation's topic says of its messages: one of them, nothing, or `stale`: something that has to be
 * asked for, because the topic has moved, or because this page is older than the site and does not know the event's shape.
 */
export function messageIn({ event, payload }: TopicEvent): Message | "stale" | null {
  if (event === "topic_moved") return "stale";
  if (event !== "message") return null;
  const parsed = messageSchema.safeParse(payload);
  return parsed.success ? parsed.data : "stale";
}
