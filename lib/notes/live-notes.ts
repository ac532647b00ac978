import { z } from "zod";
import type { Site } from "@/lib/http/site";
import type { Carrier } from "@/lib/realtime/carrier";
import { createSignal } from "@/lib/realtime/signal";
import type { Surroundings } from "@/lib/realtime/surroundings";
import { type Note, notesSchema } from "./schema";

/** The page that shows them has just been rendered. */
const FRESH_MS = 1_000;

const topicsSchema = z.array(z.string());
const notedSchema = z.object({ team_id: z.string() });

/** The notes beside a conversation, kept fresh; null for a reader who has none to see, and who asks for none. */
export function createLiveNotes(options: {
  site: Pick<Site, "ask">;
  carrier: Carrier;
  surroundings: Surroundings;
  /** The topics that say what is new for the reader. */
  topics: readonly string[];
  teamId: string;
  initial: readonly Note[] | null;
}) {
  const { site, teamId, initial } = options;
  if (initial === null) return { getSnapshot: () => null, subscribe: () => () => {}, refresh: () => {} };
  const ask = async (path: string): Promise<unknown> => {
    const { status, body } = await site.ask(path);
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    return body;
  };
  let known = initial;
  return createSignal<readonly Note[]>({
    ...options,
    initial,
    freshMs: FRESH_MS,
    isStale: ({ event, payload }) =>
      event === "note" && notedSchema.safeParse(payload).data?.team_id === teamId,
    readTopics: async () => topicsSchema.parse(await ask("/api/session/topics")),
    async read() {
      const read = notesSchema.parse(await ask(`/api/chat/${teamId}/notes`));
      // What stands as it stood is the same list: nothing is rendered again.
      if (JSON.stringify(read) !== JSON.stringify(known)) known = read;
      return known;
    },
  });
}

export type LiveNotes = ReturnType<typeof createLiveNotes>;
