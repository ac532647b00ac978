import { z } from "zod";
import type { Site } from "@/lib/http/site";
import type { Carrier } from "@/lib/realtime/carrier";
import { createSignal } from "@/lib/realtime/signal";
import type { Surroundings } from "@/lib/realtime/surroundings";
import { contextSchema, type TeamContext } from "./schema";

/** The page that shows it has just been rendered. */
const FRESH_MS = 1_000;

const topicsSchema = z.array(z.string());
const changedSchema = z.object({ noun: z.enum(["tasks", "documents", "teams"]) });

/** What an organiser has before them beside a team's conversation, kept fresh; null while it could not be read. */
export function createLiveContext({
  site,
  teamId,
  ...options
}: {
  site: Pick<Site, "ask">;
  carrier: Carrier;
  surroundings: Surroundings;
  topics: readonly string[];
  teamId: string;
  initial: TeamContext | null;
}) {
  const ask = async (path: string): Promise<unknown> => {
    const { status, body } = await site.ask(path);
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    return body;
  };
  return createSignal<TeamContext | null>({
    ...options,
    freshMs: FRESH_MS,
    isStale: ({ event, payload }) => event === "changed" && changedSchema.safeParse(payload).success,
    readTopics: async () => topicsSchema.parse(await ask("/api/session/topics")),
    read: async () => contextSchema.parse(await ask(`/api/chat/${teamId}/context`)),
  });
}
