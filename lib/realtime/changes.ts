import { z } from "zod";
import type { Site } from "@/lib/http/site";
import type { Carrier } from "./carrier";
import { createSignal } from "./signal";
import type { Surroundings } from "./surroundings";

/** What a page can show that a `changed` says is stale. */
export type Noun = "tasks" | "documents" | "pages" | "teams" | "tournament" | "announcements" | "replies";

/** Everybody whom the portal admits hears it. It never moves. */
const PORTAL_TOPIC = "portal";
/** The page has just been rendered, and its topics are joined one after the other: that is one read, not one each. */
const FRESH_MS = 1_000;

const topicsSchema = z.array(z.string());
const changedSchema = z.object({ noun: z.string() });

/** Renders a page anew on the server whenever what it shows is stale, for as long as somebody looks. */
export function createPageRefresh({
  site,
  topics,
  nouns,
  render,
  ...tab
}: {
  site: Pick<Site, "ask">;
  carrier: Carrier;
  surroundings: Surroundings;
  /** The topics that say what is new for the reader. */
  topics: readonly string[];
  nouns: readonly Noun[];
  /** Settles when the page is there. */
  render(): Promise<void>;
}) {
  // Which also tells whether the site answers, and still knows the reader.
  const readTopics = async () => {
    const { status, body } = await site.ask("/api/session/topics");
    if (status !== 200) throw new Error(`The site answered ${status}`);
    return [...topicsSchema.parse(body), PORTAL_TOPIC];
  };
  return createSignal<void>({
    ...tab,
    initial: undefined,
    freshMs: FRESH_MS,
    topics: [...topics, PORTAL_TOPIC],
    readTopics,
    isStale({ event, payload }) {
      if (event !== "changed") return false;
      const { data } = changedSchema.safeParse(payload);
      return data !== undefined && nouns.some((noun) => noun === data.noun);
    },
    async read() {
      // A render that fails is a page that is loaded anew as a whole, with all that was typed into it: so it is not
      // tried before the site has answered.
      await readTopics();
      await render();
    },
  });
}
