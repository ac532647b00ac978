export type Roving = ReturnType<typeof createRoving>;

/**
 * The one row of a list that Tab leads to (the roving tabindex of the ARIA practices): the newest, until somebody has
 * gone to another.
 */
export function createRoving() {
  const listeners = new Set<() => void>();
  let chosen: number | null = null;
  let last = 0;
  const stop = () => chosen ?? last;

  function change(set: () => void) {
    const before = stop();
    set();
    if (stop() !== before) for (const listener of listeners) listener();
  }

  return {
    stop,
    /** Tab leads to the row of this place from now on. */
    choose: (seq: number) => change(() => (chosen = seq)),
    /** The place of the newest row. */
    newest: (seq: number) => change(() => (last = seq)),
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
