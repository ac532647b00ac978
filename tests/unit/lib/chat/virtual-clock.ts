import type { Clock } from "@/lib/chat/clock";

/** Time that passes when a test says so, and promises that settle in between. */
export class VirtualClock implements Clock {
  #now = 0;
  #timers: { at: number; callback: () => void }[] = [];

  now = () => this.#now;

  after = (ms: number, callback: () => void) => {
    const timer = { at: this.#now + ms, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  async advance(ms: number) {
    const end = this.#now + ms;
    for (;;) {
      await new Promise(setImmediate);
      const [next] = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = Math.max(this.#now, next.at);
      next.callback();
    }
    this.#now = end;
  }
}
