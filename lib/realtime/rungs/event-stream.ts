import { createParser, type EventSourceMessage } from "eventsource-parser";
import { z } from "zod";
import { asPerson } from "@/lib/http/person-header";

/** After a server that went away on purpose, all its readers come back: not in the same instant. */
const SHUTDOWN_MS = 1_500;
/** Should each stream end as soon as it has begun, the server must not be asked without pause. */
const SHORTEST_MS = 1_000;

const topic = z.string();
export const frameSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("status"), topic, status: z.enum(["live", "refused"]) }),
  z.object({ type: z.literal("message"), topic, event: z.string(), payload: z.unknown() }),
]);
export type Frame = z.infer<typeof frameSchema>;
const endSchema = z.object({ reason: z.enum(["renew", "limit", "shutdown"]) });

export type EventStreamEvents = {
  onFrame(frame: Frame): void;
  /** Something came, be it only a sign of life: the server gives one every 15 s. */
  onBeat(): void;
  onFailure(): void;
  onSignedOut(): void;
};

/**
 * /api/stream by fetch, which unlike EventSource tells a 401. A stream that the server ends in good order (the token's
 * time, the function's limit, a deploy) is opened again; anything else is a failure, after which it is over.
 * @returns ends it
 */
export function openEventStream(
  person: string,
  topics: readonly string[],
  events: EventStreamEvents,
): () => void {
  const over = new AbortController();
  let wait: ReturnType<typeof setTimeout> | undefined;

  function end(tell?: () => void) {
    if (over.signal.aborted) return;
    over.abort();
    clearTimeout(wait);
    tell?.();
  }

  async function run() {
    const began = performance.now();
    try {
      const reason = await read(person, topics, over.signal, (frame) => {
        events.onBeat();
        if (frame) events.onFrame(frame);
      });
      if (reason === "signed_out") end(events.onSignedOut);
      else if (reason === null) end(events.onFailure);
      else if (!over.signal.aborted)
        wait = setTimeout(
          () => void run(),
          reason === "shutdown" ? SHUTDOWN_MS * Math.random() : began + SHORTEST_MS - performance.now(),
        );
    } catch {
      end(events.onFailure);
    }
  }

  void run();
  return () => end();
}

/** Reads one stream to its end. @returns why it ended; null when nobody said */
async function read(
  person: string,
  topics: readonly string[],
  signal: AbortSignal,
  heard: (frame: Frame | null) => void,
): Promise<"signed_out" | "renew" | "limit" | "shutdown" | null> {
  const query = topics.map(encodeURIComponent).join(",");
  const response = await fetch(`/api/stream?topics=${query}`, {
    cache: "no-store",
    headers: asPerson(person),
    signal,
  });
  if (response.status === 401) return "signed_out";
  if (!response.ok || !response.body) return null;
  let reason: z.infer<typeof endSchema>["reason"] | null = null;
  const parser = createParser({
    onEvent: (event) => {
      if (event.event === "end") reason = endSchema.safeParse(json(event.data)).data?.reason ?? null;
      else heard(frameOf(event));
    },
    onComment: () => heard(null),
  });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return reason;
    parser.feed(value);
  }
}

/** Null for what this page does not know, or cannot read: only a sign of life. */
function frameOf({ event, data }: EventSourceMessage): Frame | null {
  const body = json(data);
  if (typeof body !== "object" || body === null) return null;
  return frameSchema.safeParse({ ...body, type: event }).data ?? null;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
