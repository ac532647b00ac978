import type { Message } from "../schema";
import { arrive, noArrivals, type Told, toTell } from "./arrivals";

/**
 * Has what arrives told, a burst in one sentence.
 * @returns what to do with a message that has arrived; `current` gives it as it is by the time that it is told
 */
export function createAnnouncing(tell: (told: Told) => void) {
  let arrivals = noArrivals;
  let last: () => Message | undefined = () => undefined;

  function speak() {
    const told = toTell({ ...arrivals, last: last() ?? arrivals.last });
    arrivals = noArrivals;
    if (told) tell(told);
  }

  return (message: Message, current: () => Message | undefined) => {
    const now = performance.now();
    last = current;
    const isFirst = arrivals.count === 0;
    arrivals = arrive(arrivals, message, now);
    if (isFirst) setTimeout(speak, arrivals.dueAt - now);
  };
}
