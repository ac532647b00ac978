import type { Site } from "@/lib/http/site";
import { type Replies, repliesSchema } from "./schema";

/**
 * The replies that are offered beside a conversation. As the page brought them along to begin with, and read anew when
 * somebody begins to look for one: between that nobody needs them.
 */
export function createLiveReplies({
  site,
  teamId,
  initial,
}: {
  site: Pick<Site, "ask">;
  teamId: string;
  initial: Replies | null;
}) {
  const listeners = new Set<() => void>();
  let value = initial;
  let isReading = false;
  return {
    getSnapshot: () => value,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async refresh() {
      if (isReading) return;
      isReading = true;
      try {
        const { status, body } = await site.ask(`/api/chat/${teamId}/replies`);
        if (status !== 200) throw new Error(`The site answered ${status}`);
        const read = repliesSchema.parse(body);
        // What is as it was is the same: the list stands still under the hand that chooses.
        if (JSON.stringify(read) !== JSON.stringify(value)) value = read;
        for (const listener of listeners) listener();
      } catch (error) {
        // Those that are known are offered.
        console.warn("The canned replies could not be read anew", error);
      } finally {
        isReading = false;
      }
    },
  };
}

export type LiveReplies = ReturnType<typeof createLiveReplies>;
