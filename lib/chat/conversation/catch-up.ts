import { backoff } from "@/lib/realtime/backoff";
import type { Message, Reading } from "../schema";
import {
  hasGap,
  receiveChanges,
  receiveEvent,
  receiveOwn,
  receiveSnapshot,
  type Timeline,
} from "../timeline";
import { ReadFailure, type Remote } from "./remote";

/** A missing event is given this long to arrive by itself before it is fetched. */
const GAP_MS = 300;
/** The last event of all may be lost too, and no later one tells: so the head is asked for while someone looks. */
const PROBE_MS = 25_000;
/** Further behind than this, a new snapshot is cheaper than all that changed. */
const FAR_BEHIND = 1_000;
/** Rows that the changes route gives at most (CHANGES_PAGE of the queries). */
const CHANGES_PAGE = 200;

export type CatchUpOptions = {
  remote: Remote;
  read(): Timeline;
  write(timeline: Timeline): void;
  /** Called with every answer of the server, which names the topic that continues it. */
  onConfirmed(reading: Reading): void;
  onFailure(failure: ReadFailure): void;
};

/** Keeps a timeline level with the server: live events, the gap timer, catching up page by page, the head probe. */
export function createCatchUp({ remote, read, write, onConfirmed, onFailure }: CatchUpOptions) {
  let running = false;
  let again = false;
  let failures = 0;
  let gapTimer: ReturnType<typeof setTimeout> | undefined;
  let probeTimer: ReturnType<typeof setTimeout> | undefined;
  let stopped = true;

  async function pages(): Promise<void> {
    for (;;) {
      const since = read().revision;
      const page = await remote.changes(since);
      if (page.last_revision - since > FAR_BEHIND) {
        const snapshot = await remote.snapshot();
        write(receiveSnapshot(read(), snapshot));
        onConfirmed(snapshot);
        return;
      }
      write(receiveChanges(read(), page, since, CHANGES_PAGE));
      onConfirmed(page);
      if (page.messages.length < CHANGES_PAGE) return;
    }
  }

  async function catchUp() {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = true;
    clearTimeout(gapTimer);
    clearTimeout(probeTimer);
    gapTimer = undefined;
    let wait = PROBE_MS;
    try {
      await pages();
      failures = 0;
    } catch (error) {
      if (!(error instanceof ReadFailure)) throw error;
      failures += 1;
      wait = backoff(failures, Math.random());
      onFailure(error);
    } finally {
      running = false;
    }
    if (stopped) return;
    if (again) {
      again = false;
      return void catchUp();
    }
    probeTimer = setTimeout(probe, wait);
    watchGap();
  }

  // A hidden tab asks nothing; on waking the carrier says that it is time to catch up.
  function probe() {
    if (document.visibilityState === "hidden") probeTimer = setTimeout(probe, PROBE_MS);
    else void catchUp();
  }

  function watchGap() {
    if (hasGap(read()) && !running && !gapTimer && failures === 0) {
      gapTimer = setTimeout(() => {
        gapTimer = undefined;
        if (hasGap(read())) void catchUp();
      }, GAP_MS);
    }
  }

  return {
    catchUp: () => void catchUp(),
    receive(message: Message) {
      write(receiveEvent(read(), message));
      watchGap();
    },
    receiveOwn(message: Message) {
      write(receiveOwn(read(), message));
      watchGap();
    },
    start() {
      stopped = false;
    },
    stop() {
      stopped = true;
      clearTimeout(gapTimer);
      clearTimeout(probeTimer);
      gapTimer = undefined;
    },
  };
}
