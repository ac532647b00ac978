import { z } from "zod";
import type { Answer, Site } from "@/lib/http/site";
import type { Carrier } from "@/lib/realtime/carrier";
import { createSignal } from "@/lib/realtime/signal";
import type { Surroundings } from "@/lib/realtime/surroundings";
import { createMarks, type Mark } from "./marks";
import { type Inbox, inboxSchema } from "./schema";

/** The page that holds the bell has just been rendered. */
const FRESH_MS = 1_000;

const topicsSchema = z.array(z.string());
const ownTopics = (topics: readonly string[]) => topics.filter((name) => name.startsWith("user:"));

/**
 * The reader's newest notifications and how many are unread, kept fresh by signals and read whole: no event can make the
 * count wrong, however late it comes or however often. Null until it could be read.
 */
export function createInbox({
  site,
  carrier,
  surroundings,
  topics,
  initial,
}: {
  site: Pick<Site, "ask">;
  carrier: Carrier;
  surroundings: Surroundings;
  /** The topics that say what is new for the reader. */
  topics: readonly string[];
  initial: Inbox | null;
}) {
  const marks = createMarks();
  const listeners = new Set<() => void>();
  const ask = async (path: string): Promise<unknown> => {
    const { status, body } = await site.ask(path);
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    return body;
  };
  const signal = createSignal<Inbox | null>({
    carrier,
    surroundings,
    initial,
    topics: ownTopics(topics),
    freshMs: initial ? FRESH_MS : 0,
    isStale: ({ event }) => event === "notification" || event === "unread",
    readTopics: async () => ownTopics(topicsSchema.parse(await ask("/api/session/topics"))),
    async read() {
      const arrived = marks.reading();
      const inbox = inboxSchema.parse(await ask("/api/notifications"));
      arrived();
      return inbox;
    },
  });
  let shown = initial;
  let stop = () => {};

  function show() {
    const read = signal.getSnapshot();
    shown = read && marks.over(read, new Date().toISOString());
    for (const listener of listeners) listener();
  }

  /** Shows at once what the reader marks, and tells the site. @returns what it answered; a refusal unmarks it again */
  async function mark<T extends { ok: boolean }>(marked: Mark, tell: () => Promise<T>): Promise<T> {
    const end = marks.begin(marked);
    show();
    const answer = await tell();
    end(answer.ok);
    show();
    signal.refresh();
    return answer;
  }

  return {
    getSnapshot: () => shown,
    /** What was read last, without what the reader has marked since. */
    getRead: () => signal.getSnapshot(),
    subscribe(onChange: () => void) {
      listeners.add(onChange);
      if (listeners.size === 1) stop = signal.subscribe(show);
      return () => {
        listeners.delete(onChange);
        if (listeners.size === 0) stop();
      };
    },
    mark,
    /** Marks one as read by a request that outlives the page: a click on it leads away. */
    markRead(id: string): Promise<{ ok: boolean }> {
      return mark({ ids: new Set([id]), isRead: true, others: false }, async () => {
        const path = `/api/notifications/${id}/read`;
        const answer: Answer | null = await site.ask(path, { patch: {}, keepalive: true }).catch(() => null);
        // What is not there any more needs no reading.
        return { ok: answer !== null && (answer.status === 200 || answer.status === 404) };
      });
    },
  };
}
