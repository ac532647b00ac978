import { CLOCKS, type Moment, momentOf, since } from "../clocks";
import type { Frame } from "./event-stream";
import { type Attempt, type AttemptEvents, type AttemptFailure, OPEN_WITHIN_MS } from "./rung";
import { openOwnStream, openSharedStream, type StreamEvents } from "./shared-stream";

/** Nothing at all within this time: something in between holds the stream back until it ends. */
const FIRST_SIGN_MS = 5_000;
/** The server gives a sign of life every 15 s. */
const SILENCE_MS = 35_000;
/** When in doubt, a stream that said nothing for so long is taken for dead. */
const DOUBTFUL_MS = 16_000;

/**
 * Server-Sent Events of our own origin, for networks that let no WebSocket through.
 * @param person whose tabs share one stream
 */
export function openSse(person: string, topics: Iterable<string>, events: AttemptEvents): Attempt {
  const wanted = new Set(topics);
  /** What the stream last said of each topic, also of one that is not wanted at the moment. */
  const said = new Map<string, Frame>();
  let over = false;
  let isOpen = false;
  let heardAt: Moment | null = null;
  let silenceTimer = setTimeout(onSilence, FIRST_SIGN_MS);
  const openTimer = setTimeout(() => fail("lost"), OPEN_WITHIN_MS);

  const streamEvents: StreamEvents = {
    onReopen() {
      if (over) return;
      for (const topic of wanted) events.onStatus(topic, "joining");
      said.clear();
      heardAt = null;
      listenFor(FIRST_SIGN_MS);
    },
    onBeat() {
      if (over) return;
      heardAt = momentOf(CLOCKS);
      listenFor(SILENCE_MS);
    },
    onFrame(frame) {
      if (over) return;
      if (frame.type === "status") said.set(frame.topic, frame);
      if (wanted.has(frame.topic)) onFrame(frame);
    },
    onFailure: () => fail("lost"),
    onSignedOut: () => end(events.onSignedOut),
  };
  // Over plain http there are no locks, and each tab has its own.
  const stream =
    "locks" in navigator ? openSharedStream(person, streamEvents) : openOwnStream(person, streamEvents);
  stream.want([...wanted]);

  function onFrame(frame: Frame) {
    if (frame.type === "message") {
      events.onEvent(frame.topic, { event: frame.event, payload: frame.payload });
      return;
    }
    if (!isOpen) {
      isOpen = true;
      clearTimeout(openTimer);
      events.onOpen();
    }
    events.onStatus(frame.topic, frame.status);
    if (frame.status === "live") events.onCatchUp(frame.topic);
  }

  function listenFor(ms: number) {
    clearTimeout(silenceTimer);
    silenceTimer = setTimeout(onSilence, ms);
  }

  function onSilence() {
    fail(heardAt === null ? "held" : "lost");
  }

  function fail(kind: AttemptFailure) {
    end(() => events.onFailure(kind));
  }

  function end(tell?: () => void) {
    if (over) return;
    over = true;
    clearTimeout(silenceTimer);
    clearTimeout(openTimer);
    stream.close();
    tell?.();
  }

  return {
    join(topic) {
      if (over) return;
      wanted.add(topic);
      stream.want([...wanted]);
      // Left and joined again while the stream went on: it will not say so anew.
      const known = said.get(topic);
      if (known) onFrame(known);
    },
    leave(topic) {
      if (over) return;
      wanted.delete(topic);
      stream.want([...wanted]);
    },
    check() {
      if (heardAt !== null && since(heardAt, CLOCKS) > DOUBTFUL_MS) fail("lost");
    },
    close: () => end(),
  };
}
