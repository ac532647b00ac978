import type { Site } from "@/lib/http/site";
import type { Carrier } from "@/lib/realtime/carrier";
import { createSignal } from "@/lib/realtime/signal";
import type { Surroundings } from "@/lib/realtime/surroundings";
import { type Reader, readerSchema, readersSchema } from "../schema";
import { noReaders, type Readers, receiveAll, receiveRead } from "./readers";

export type LiveReadersOptions = {
  site: Pick<Site, "ask">;
  carrier: Carrier;
  surroundings: Surroundings;
  teamId: string;
  /** Where it is said that somebody has read on. */
  topic: string;
  /** As the page brought them along. */
  initial: readonly Reader[];
};

/**
 * Who has seen how much of a conversation, for `useSyncExternalStore`. Each event brings all that it tells, so that a
 * hundred who read on do not make everybody read everything; all of them are read on every join, on waking and from time
 * to time.
 */
export function createLiveReaders({ teamId, topic, initial, ...tab }: LiveReadersOptions) {
  const listeners = new Set<() => void>();
  let readers = receiveAll(noReaders, initial, 0);

  function take(next: Readers) {
    readers = next;
    for (const onChange of listeners) onChange();
  }

  const all = createSignal<void>({
    ...tab,
    initial: undefined,
    topics: [topic],
    // Whoever shows the conversation follows where it moves.
    readTopics: async () => [topic],
    // Of a shape that this page does not know: what the server answers tells the same.
    isStale: ({ event, payload }) => event === "read" && !readerSchema.safeParse(payload).success,
    async read() {
      const askedAt = readers.words;
      const { status, body } = await tab.site.ask(`/api/chat/${teamId}/readers`);
      if (status !== 200) throw new Error(`The site answered ${status}`);
      take(receiveAll(readers, readersSchema.parse(body), askedAt));
    },
  });

  function receive(event: string, payload: unknown) {
    const { data } = readerSchema.safeParse(payload);
    if (event === "read" && data) take(receiveRead(readers, data));
  }

  return {
    getSnapshot: () => readers,
    subscribe(onChange: () => void) {
      listeners.add(onChange);
      const ends = [
        tab.carrier.listen(topic, {
          onEvent: ({ event, payload }) => receive(event, payload),
          onStatus: () => {},
          onCatchUp: () => {},
        }),
        all.subscribe(() => {}),
      ];
      return () => {
        listeners.delete(onChange);
        for (const end of ends) end();
      };
    },
  };
}
