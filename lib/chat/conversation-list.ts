import { z } from "zod";
import { asPerson } from "@/lib/http/person-header";
import type { Carrier } from "@/lib/realtime/carrier";
import { createSignal } from "@/lib/realtime/signal";
import type { Surroundings } from "@/lib/realtime/surroundings";
import { type Conversation, conversationListSchema } from "./schema";

const topicsSchema = z.array(z.string());
const ANSWER_WITHIN_MS = 10_000;
const changedSchema = z.object({ noun: z.literal("conversations") });

/** The list of conversations with what is unread, absolute: every signal reads it whole. */
export function createConversationList(options: {
  /** Who reads. */
  personId: string;
  carrier: Carrier;
  surroundings: Surroundings;
  topics: readonly string[];
  initial: Conversation[];
}) {
  return createSignal({
    ...options,
    isStale: ({ event, payload }) =>
      event === "inbox" ||
      event === "message" ||
      (event === "changed" && changedSchema.safeParse(payload).success),
    readTopics: async () => topicsSchema.parse(await get("/api/session/topics", options.personId)),
    read: async () => conversationListSchema.parse(await get("/api/chat", options.personId)),
  });
}

async function get(path: string, personId: string): Promise<unknown> {
  const response = await fetch(path, {
    cache: "no-store",
    headers: asPerson(personId),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}
