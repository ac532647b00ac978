import { z } from "zod";
import type { Carrier } from "@/lib/realtime/carrier";
import { createSignal } from "@/lib/realtime/signal";
import { type Conversation, conversationListSchema } from "./schema";

const topicsSchema = z.array(z.string());
const changedSchema = z.object({ noun: z.literal("conversations") });

/** The list of conversations with what is unread, absolute: every signal reads it whole. */
export function createConversationList(options: {
  carrier: Carrier;
  topics: readonly string[];
  initial: Conversation[];
}) {
  return createSignal({
    ...options,
    isStale: ({ event, payload }) =>
      event === "inbox" ||
      event === "message" ||
      (event === "changed" && changedSchema.safeParse(payload).success),
    readTopics: async () => {
      const response = await fetch("/api/session/topics", { cache: "no-store" });
      if (!response.ok) throw new Error(`/api/session/topics answered ${response.status}`);
      return topicsSchema.parse(await response.json());
    },
    read: async () => {
      const response = await fetch("/api/chat", { cache: "no-store" });
      if (!response.ok) throw new Error(`/api/chat answered ${response.status}`);
      return conversationListSchema.parse(await response.json());
    },
  });
}
