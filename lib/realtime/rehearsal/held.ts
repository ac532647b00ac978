/** Lets things happen in their order, or holds them back while `holds` says so. */
export function createHeld(holds: () => boolean) {
  const waiting: (() => void)[] = [];
  return {
    pass(run: () => void) {
      if (waiting.length > 0 || holds()) waiting.push(run);
      else run();
    },
    /** To be called when it may hold no more. */
    release() {
      while (!holds()) {
        const next = waiting.shift();
        if (!next) return;
        next();
      }
    },
  };
}
