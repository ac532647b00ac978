import type { Clock } from "../clock";
import type { Doors, Try } from "./doors";
import type { StoredEntry } from "./entry";
import { nextStep, type Outcome, settle } from "./plan";

/** After a fault of the storage or the locks, which ought never to happen. */
const FAULT_MS = 5_000;

export type SenderOptions = {
  /** This conversation's entries as they were last read, in the order of writing. */
  entries(): readonly StoredEntry[];
  /** Reads them again from the storage. */
  refresh(): Promise<void>;
  change(id: string, change: (entry: StoredEntry) => StoredEntry | null): Promise<boolean>;
  /** Waits for one's turn among all tabs, and runs. */
  inTurn(signal: AbortSignal, run: () => Promise<void>): Promise<void>;
  doors: Doors;
  clock: Clock;
  random(): number;
  isOnline(): boolean;
  onSending(entry: StoredEntry, since: number): void;
  /** A try is not answered as soon as it ought to be. */
  onLate(): void;
  /** A try has ended, and its entry is settled. */
  onOutcome(entry: StoredEntry, outcome: Outcome): void;
};

/** Sends one conversation's entries in their order, one at a time among all tabs; what it leaves, any tab goes on with. */
export function createSender(options: SenderOptions) {
  const { clock } = options;
  const stopping = new AbortController();
  let running = false;
  let failures = 0;
  let inFlight: { readonly id: string; readonly sending: Try; isNeedless: boolean } | null = null;
  let cancelTimer = () => {};

  async function run() {
    if (running || stopping.signal.aborted) return;
    running = true;
    cancelTimer();
    try {
      while (!stopping.signal.aborted) {
        const step = nextStep(options.entries(), clock.now());
        if (step.kind === "wait") cancelTimer = clock.after(step.ms, () => void run());
        if (step.kind !== "send") return;
        await options.inTurn(stopping.signal, attempt);
      }
    } catch (error) {
      console.error("The outbox could not go on", error);
      if (!stopping.signal.aborted) cancelTimer = clock.after(FAULT_MS, () => void run());
    } finally {
      running = false;
    }
  }

  async function attempt() {
    // While waiting for the turn, another tab may have sent it.
    await options.refresh();
    const step = nextStep(options.entries(), clock.now());
    if (step.kind !== "send" || stopping.signal.aborted) return;
    const { entry } = step;
    const {
      id,
      userId: senderId,
      teamId,
      content,
      mentions = [],
      documents = [],
      writtenAfter = null,
    } = entry;
    // Said before the first byte leaves: after a crash nobody else could know.
    const isThere = await options.change(id, (current) => ({ ...current, inDoubt: true }));
    if (!isThere || stopping.signal.aborted) return;
    options.onSending(entry, clock.now());
    const sending = options.doors.attempt(
      {
        ...{ id, senderId, teamId, content, mentions: [...mentions], writtenAfter },
        documents: documents.map(({ id }) => id),
      },
      options.onLate,
    );
    const flight = { id, sending, isNeedless: false };
    inFlight = flight;
    const outcome = await sending.outcome;
    inFlight = null;
    const { answer } = outcome;
    const hasFailed = !flight.isNeedless && !answer?.ok && answer?.code !== "too_fast";
    failures = hasFailed ? failures + 1 : 0;
    const moment = { now: clock.now(), random: options.random(), failures, isOnline: options.isOnline() };
    const settled = settle(entry, outcome, moment);
    // Gone meanwhile, when it arrived by another way: then there is nothing left to settle.
    await options.change(id, () => settled);
    options.onOutcome(entry, outcome);
    await options.refresh();
  }

  return {
    /** Call whenever the entries have changed, or something may have become due. */
    look() {
      if (inFlight && !options.entries().some(({ id }) => id === inFlight?.id)) {
        inFlight.isNeedless = true;
        inFlight.sending.end();
      }
      void run();
    },
    /** The site answers, or the network may have changed: what has waited for an answer for long is made anew. */
    hurry: () => inFlight?.sending.hurry(),
    stop() {
      stopping.abort();
      cancelTimer();
    },
  };
}
