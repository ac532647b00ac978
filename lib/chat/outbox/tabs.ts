import { z } from "zod";
import { messageSchema } from "../schema";

/** What a person's tabs tell each other about the outbox they share. */
const newsSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("changed"), userId: z.uuid() }),
  z.object({ kind: z.literal("sending"), userId: z.uuid(), id: z.uuid(), since: z.number() }),
  z.object({ kind: z.literal("settled"), userId: z.uuid(), id: z.uuid(), message: messageSchema.nullable() }),
]);
export type News = z.infer<typeof newsSchema>;

/** The other tabs of this browser. Nothing is set up before `listen`. */
export type Tabs = {
  tell(news: News): void;
  /** Calls back with what other tabs tell, until the returned function is called. */
  listen(onNews: (news: News) => void): () => void;
};

const CHANNEL = "rinkside-outbox";

export function createTabs(): Tabs {
  let channel: BroadcastChannel | null = null;
  return {
    tell: (news) => channel?.postMessage(news),
    listen(onNews) {
      if (typeof BroadcastChannel === "undefined") return () => undefined;
      const opened = new BroadcastChannel(CHANNEL);
      channel = opened;
      opened.onmessage = ({ data }) => {
        // A tab of another version of the site may tell what this one does not know.
        const news = newsSchema.safeParse(data);
        if (news.success) onNews(news.data);
      };
      return () => {
        opened.close();
        if (channel === opened) channel = null;
      };
    },
  };
}
