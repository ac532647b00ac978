import type { Faults } from "./faults";

/** An event that waits to be overtaken comes after so long, when no other does. */
const OVERTAKEN_WITHIN_MS = 500;

export type Disturbance = {
  /** Lets an event come: never, once or twice, now or later, as the faults and the random numbers have it. */
  meet(what: string, deliver: () => void): void;
};

/** @param note is told what was done to an event, and nothing when it came unhurt */
export function createDisturbance(
  faults: () => Faults,
  random: () => number,
  note: (what: string) => void,
): Disturbance {
  let overtaken: (() => void) | null = null;

  function letOvertake(deliver: () => void) {
    const once = () => {
      if (overtaken === once) overtaken = null;
      clearTimeout(timer);
      deliver();
    };
    const timer = setTimeout(once, OVERTAKEN_WITHIN_MS);
    return once;
  }

  return {
    meet(what, deliver) {
      const { drop, duplicate, delay, delayMs, reorder } = faults();
      // Always as many draws: one share that is changed leaves what the others meet as it was.
      const [lost, twice, late, behind] = [random(), random(), random(), random()];
      if (lost < drop) return note(`dropped: ${what}`);
      const before = overtaken;
      overtaken = null;
      for (let time = twice < duplicate ? 2 : 1; time > 0; time -= 1) {
        if (time === 2) note(`came twice: ${what}`);
        if (late < delay) {
          note(`${delayMs} ms late: ${what}`);
          setTimeout(deliver, delayMs);
        } else if (behind < reorder && !before) {
          note(`overtaken: ${what}`);
          overtaken = letOvertake(deliver);
        } else {
          deliver();
        }
      }
      before?.();
    },
  };
}
