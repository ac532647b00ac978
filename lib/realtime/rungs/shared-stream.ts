import { z } from "zod";
import { type EventStreamEvents, type Frame, frameSchema, openEventStream } from "./event-stream";

/** One stream of events for what is wanted; `want` may be called as often as that changes. */
export type Stream = { want(topics: readonly string[]): void; close(): void };

export type StreamEvents = EventStreamEvents & {
  /** The stream is being opened anew: nothing is live until its frames say so. */
  onReopen(): void;
};

const topics = z.array(z.string());
const messageSchema = z.discriminatedUnion("type", [
  /** A new leader asks who wants what. */
  z.object({ type: z.literal("who") }),
  z.object({ type: z.literal("want"), tab: z.string(), topics }),
  z.object({ type: z.literal("beat") }),
  z.object({ type: z.literal("frame"), frame: frameSchema }),
]);
type Told = z.infer<typeof messageSchema>;

/** A stream of this tab alone. */
export function openOwnStream(person: string, events: StreamEvents): Stream {
  let open: readonly string[] = [];
  let close: (() => void) | null = null;
  let soon: ReturnType<typeof setTimeout> | undefined;
  return {
    want(wanted) {
      // What is no longer wanted may go on coming; only what is missing is worth a new stream.
      if (close && wanted.every((topic) => open.includes(topic))) return;
      open = wanted;
      clearTimeout(soon);
      // A page that opens listens to several topics one after the other.
      soon = setTimeout(() => {
        close?.();
        events.onReopen();
        close = openEventStream(person, open, events);
      });
    },
    close() {
      clearTimeout(soon);
      close?.();
    },
  };
}

/**
 * One stream for all tabs of a person, because HTTP/1.1 allows six connections to a site in all: the tab that holds
 * the lock is the leader, opens it for whatever any of them wants, and tells the others what comes. When it goes, in
 * whatever way, the lock passes on.
 * @param person whose tabs share
 */
export function openSharedStream(person: string, events: StreamEvents): Stream {
  const name = `rinkside-stream:${person}`;
  const tab = crypto.randomUUID();
  const channel = new BroadcastChannel(name);
  const given = new AbortController();
  let wanted: readonly string[] = [];
  let leader: Leader | null = null;

  const tell = (message: Told) => channel.postMessage(message);
  const tellWanted = () => tell({ type: "want", tab, topics: [...wanted] });

  channel.onmessage = ({ data }) => {
    // Another tab may be of another version of the site.
    const message = messageSchema.safeParse(data).data;
    if (!message) return;
    switch (message.type) {
      case "who":
        events.onReopen();
        return tellWanted();
      case "want":
        return leader?.want(message.tab, message.topics);
      case "beat":
        return leader ? undefined : events.onBeat();
      case "frame":
        if (leader) return;
        events.onBeat();
        return events.onFrame(message.frame);
    }
  };

  navigator.locks
    .request(name, { signal: given.signal }, () => {
      leader = lead(person, events, tell);
      leader.want(tab, wanted);
      return new Promise<void>((resolve) => given.signal.addEventListener("abort", () => resolve()));
    })
    // Given up while still waiting for its turn.
    .catch((error: unknown) => {
      if (!given.signal.aborted) throw error;
    });

  return {
    want(next) {
      wanted = next;
      if (leader) leader.want(tab, wanted);
      else tellWanted();
    },
    close() {
      wanted = [];
      if (!leader) tellWanted();
      leader?.close();
      leader = null;
      given.abort();
      channel.close();
    },
  };
}

type Leader = { want(tab: string, topics: readonly string[]): void; close(): void };

function lead(person: string, events: StreamEvents, tell: (message: Told) => void): Leader {
  const wantedBy = new Map<string, readonly string[]>();
  const statuses = new Map<string, Frame>();
  const stream = openOwnStream(person, {
    ...events,
    onReopen() {
      statuses.clear();
      events.onReopen();
      // Asked anew each time: tabs that have gone drop out.
      for (const other of [...wantedBy.keys()].slice(1)) wantedBy.delete(other);
      tell({ type: "who" });
    },
    onFrame(frame) {
      if (frame.type === "status") statuses.set(frame.topic, frame);
      tell({ type: "frame", frame });
      events.onFrame(frame);
    },
    onBeat() {
      tell({ type: "beat" });
      events.onBeat();
    },
  });
  return {
    want(tab, topics) {
      wantedBy.set(tab, topics);
      const all = [...new Set([...wantedBy.values()].flat())].sort();
      if (all.length > 0) stream.want(all);
      // It came late to a stream that already stands.
      for (const topic of topics) {
        const frame = statuses.get(topic);
        if (frame) tell({ type: "frame", frame });
      }
    },
    close: stream.close,
  };
}
