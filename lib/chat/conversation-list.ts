import { z } from "zod";
import type { Site } from "@/lib/http/site";
import type { Carrier } from "@/lib/realtime/carrier";
import { createSignal } from "@/lib/realtime/signal";
import type { Surroundings } from "@/lib/realtime/surroundings";
import { type Conversation, conversationListSchema } from "./schema";

const topicsSchema = z.array(z.string());
const changedSchema = z.object({ noun: z.literal("conversations") });

/** The list of conversations with what is unread, absolute: every signal reads it whole. */
export function createConversationList(options: {
  site: Site;
  carrier: Carrier;
  surroundings: Surroundings;
  topics: readonly string[];
  initial: Conversation[];
  /** Is told each list, and when it was asked for (by the clock of `performance.now`). */
  onRead?(list: readonly Conversation[], askedAt: number): void;
}) {
  const { site, onRead } = options;
  return createSignal({
    ...options,
    isStale: ({ event, payload }) =>
      event === "inbox" ||
      event === "message" ||
      (event === "changed" && changedSchema.safeParse(payload).success),
    readTopics: async () => topicsSchema.parse(await read(site, "/api/session/topics")),
    async read() {
      const askedAt = performance.now();
      const list = conversationListSchema.parse(await read(site, "/api/chat"));
      onRead?.(list, askedAt);
      return list;
    },
  });
}

async function read(site: Site, path: string): Promise<unknown> {
  const { status, body } = await site.ask(path);
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  return body;
}
