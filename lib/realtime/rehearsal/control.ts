import { createDisturbance } from "./disturbance";
import { CALM, type Faults, faultsSchema } from "./faults";
import { seededRandom } from "./random";

/** Only the latest are kept: a rehearsal may run for hours. */
const LOG_ENTRIES = 1_000;

export type LogEntry = { readonly at: number; readonly what: string };

/** What a connection under rehearsal answers to. */
export type Part = {
  onChange?(faults: Faults): void;
  /** Break off now, as a pulled cable does. */
  onKill?(): void;
  /** Do what the server does when the token has ended. */
  onExpire?(): void;
};

/** The switches of a rehearsal, and what stands under them. */
export type Control = ReturnType<typeof createControl>;

/** @param now milliseconds since 1970 */
export function createControl(initial: Faults, now: () => number = Date.now) {
  const parts = new Set<Part>();
  const watchers = new Set<() => void>();
  let faults = initial;
  let log: readonly LogEntry[] = [];
  let random = seededRandom(initial.seed);
  const disturbance = createDisturbance(
    () => faults,
    () => random(),
    note,
  );

  function note(what: string) {
    log = [...log.slice(1 - LOG_ENTRIES), { at: now(), what }];
    for (const watch of watchers) watch();
  }

  function set(change: Partial<Faults>) {
    const next = faultsSchema.parse({ ...faults, ...change });
    // A seed that is given again begins the same numbers again.
    if (change.seed !== undefined) random = seededRandom(next.seed);
    faults = next;
    note(`set: ${JSON.stringify(change)}`);
    for (const part of [...parts]) part.onChange?.(faults);
  }

  return {
    faults: () => faults,
    log: () => log,
    note,
    /** @throws ZodError when a fault is unknown or out of its range */
    set,
    calm: () => set({ ...CALM, seed: faults.seed }),
    killSocket() {
      note("cut the connections");
      for (const part of [...parts]) part.onKill?.();
    },
    expireToken() {
      note("let the token end");
      for (const part of [...parts]) part.onExpire?.();
    },
    /** Lets a live event come as the faults have it. */
    meet: disturbance.meet,
    /** Puts something under the switches until the returned function is called. */
    attend(part: Part): () => void {
      parts.add(part);
      return () => parts.delete(part);
    },
    /** Calls back when a fault was set or something was done, until the returned function is called. */
    subscribe(onChange: () => void): () => void {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
  };
}
