export type WaitingSendsOptions = {
  /** How many files for a team's next message are there, */
  attached(teamId: string): number;
  /** and how many are not yet: also what broke off, and what went up and was not attached yet. */
  underWay(teamId: string): number;
  /** Calls back whenever that may have changed. */
  subscribe(onChange: () => void): void;
};

export type WaitingSends = ReturnType<typeof createWaitingSends>;

/**
 * What was sent while its files are on their way: it goes by itself once they are there, also one that broke off and came
 * by another try, wherever its writer is by then. For `useSyncExternalStore`.
 */
export function createWaitingSends({ attached, underWay, subscribe }: WaitingSendsOptions) {
  const listeners = new Set<() => void>();
  const waiting = new Map<string, { files: number; send: () => void }>();

  function stop(teamId: string) {
    if (!waiting.delete(teamId)) return;
    for (const listener of listeners) listener();
  }

  subscribe(() => {
    for (const [teamId, { files, send }] of [...waiting]) {
      const left = underWay(teamId);
      // Whoever has taken one away looks at it again.
      if (left + attached(teamId) < files) stop(teamId);
      else if (left === 0) {
        stop(teamId);
        send();
      }
    }
  });

  return {
    isWaiting: (teamId: string) => waiting.has(teamId),
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    /** Sends once the files are there that are on their way now, and those that come until then. */
    wait(teamId: string, send: () => void) {
      waiting.set(teamId, { files: underWay(teamId) + attached(teamId), send });
      for (const listener of listeners) listener();
    },
    /** Whoever goes on writing, or takes a file away, has not finished. */
    stop,
    /** For sign-out. */
    close: () => waiting.clear(),
  };
}
