import "server-only";
import type { SupabaseAddress } from "@/lib/supabase/environment";
import { commentText, type EndReason, frameText, type StreamFrame } from "./frames";
import { hear } from "./hear";
import { rememberStream } from "./open-streams";

export type StreamLimits = {
  /** A sign of life this often: some proxies close what is silent for longer than half a minute. */
  beatMs: number;
  openWithinMs: number;
  readyWithinMs: number;
  /** The longest a stream lasts: hosts end an answer after 300 s, and in mid-frame. */
  limitMs: number;
  /** It ends this long before its token does. The next request renews a token with less than 90 s left. */
  renewBeforeMs: number;
  /** What may wait for a slow reader. Who lags further behind reads what was missed in pages, on coming back. */
  queuedBytes: number;
};

const LIMITS: StreamLimits = {
  beatMs: 15_000,
  openWithinMs: 5_000,
  readyWithinMs: 10_000,
  limitMs: 280_000,
  renewBeforeMs: 60_000,
  queuedBytes: 1_000_000,
};

export type StreamOptions = {
  address: SupabaseAddress;
  topics: readonly string[];
  /** The reader's token, and when it ends in seconds since 1970. */
  reader: { accessToken: string; expiresAt: number };
  /** Fires when the browser has left. */
  signal: AbortSignal;
  limits?: Partial<StreamLimits>;
};

/** What a reader may hear on some topics, as `text/event-stream`, until one of the limits or the reader ends it. */
export function openStream({ address, topics, reader, signal, limits }: StreamOptions) {
  const { beatMs, openWithinMs, readyWithinMs, limitMs, renewBeforeMs, queuedBytes } = {
    ...LIMITS,
    ...limits,
  };
  const encoder = new TextEncoder();
  let stop = () => {};

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let over = false;
        stop = () => {
          over = true;
          clearInterval(beating);
          clearTimeout(ending);
          signal.removeEventListener("abort", stop);
          forget();
          leave();
        };

        function write(text: string) {
          if (over) return;
          controller.enqueue(encoder.encode(text));
          if ((controller.desiredSize ?? 0) >= 0) return;
          stop();
          // Not closed but broken off: what waits is given up. Next is silent about an error of this name.
          controller.error(new DOMException("The reader does not keep up", "AbortError"));
        }

        function close(lastWord?: StreamFrame) {
          if (lastWord) write(frameText(lastWord));
          if (over) return;
          stop();
          controller.close();
        }

        const end = (reason: EndReason) => close({ event: "end", data: { reason } });

        const left = reader.expiresAt * 1000 - Date.now();
        // A token that the site could not renew is used up, or its reader would come back at once and for ever.
        const untilRenewal = left > renewBeforeMs ? left - renewBeforeMs : Math.max(0, left);
        const ending = setTimeout(
          () => end(untilRenewal < limitMs ? "renew" : "limit"),
          Math.min(untilRenewal, limitMs),
        );
        const beating = setInterval(() => write(commentText("beat")), beatMs);
        const forget = rememberStream(() => end("shutdown"));
        const leave = hear({
          address,
          accessToken: reader.accessToken,
          topics,
          openWithinMs,
          readyWithinMs,
          onFrame: (frame) => write(frameText(frame)),
          onLost: () => close(),
        });
        signal.addEventListener("abort", stop);
        // The first byte tells a reader behind a proxy that this way is open, and a proxy that hoards shows by its lack.
        write(commentText("open"));
        if (signal.aborted) stop();
      },
      cancel: () => stop(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: queuedBytes }),
  );
}
