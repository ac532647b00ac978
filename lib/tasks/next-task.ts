import { z } from "zod";
import type { Site } from "@/lib/http/site";
import type { Carrier } from "@/lib/realtime/carrier";
import { createSignal } from "@/lib/realtime/signal";
import type { Surroundings } from "@/lib/realtime/surroundings";

export const nextTaskSchema = z
  .object({ id: z.uuid(), title: z.string(), dueAt: z.iso.datetime({ offset: true }) })
  .nullable();
/** What a team has to deliver next; null when nothing is left. */
export type NextTask = z.infer<typeof nextTaskSchema>;

/** The page that shows it has just been rendered. */
const FRESH_MS = 1_000;

const topicsSchema = z.array(z.string());
const changedSchema = z.object({ noun: z.literal("tasks") });

/** What the reader's team has to deliver next, kept fresh beside a page that is about something else. */
export function createNextTask(options: {
  site: Pick<Site, "ask">;
  carrier: Carrier;
  surroundings: Surroundings;
  topics: readonly string[];
  initial: NextTask;
}) {
  const ask = async (path: string): Promise<unknown> => {
    const { status, body } = await options.site.ask(path);
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    return body;
  };
  return createSignal<NextTask>({
    ...options,
    freshMs: FRESH_MS,
    isStale: ({ event, payload }) => event === "changed" && changedSchema.safeParse(payload).success,
    readTopics: async () => topicsSchema.parse(await ask("/api/session/topics")),
    read: async () => nextTaskSchema.parse(await ask("/api/tasks/next")),
  });
}
