export type Gate = <T>(pass: () => Promise<T>) => Promise<T>;

/** Lets so many through at a time; the others wait their turn. */
export function createGate(atOnce: number): Gate {
  let free = atOnce;
  const waiting: (() => void)[] = [];
  return async (pass) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await pass();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
