import { unstable_isUnrecognizedActionError as isOutdated } from "next/navigation";
import type { Clock } from "../clock";
import type { Message, SendInput, SendResult } from "../schema";
import type { Outcome } from "./plan";

/** How long a door is given to answer. */
export const ANSWER_MS = 10_000;
/** Longer than an answer takes as a rule; on a slow line each next request of the try is given twice as long. */
const SOON_MS = 2_000;
/** So often a request may be taken for lost: a line that is only slow must not be asked again and again. */
const HURRIES = 2;

/** One try to send a message, by the action and then by the route if need be. */
export type Try = {
  /** Comes within 20 s, whatever the network does. */
  readonly outcome: Promise<Outcome>;
  /** Ends it at once: the message has turned out to be stored. */
  end(): void;
  /** The site answers, or the network may have changed: a request that is late is taken for lost, and made anew. */
  hurry(): void;
};

export type Doors = {
  /** @param onLate a request of the try is not answered as soon as it ought to be */
  attempt(input: SendInput, onLate: () => void): Try;
};

export type DoorsOptions = {
  /** The server action. It cannot be aborted, and a browser runs one at a time: a stalled one blocks all others. */
  action(input: SendInput): Promise<SendResult>;
  /** The same through a route handler, until the signal aborts. Null when no answer came that could be understood. */
  route(input: SendInput, signal: AbortSignal): Promise<SendResult | null>;
  clock: Clock;
  /** An action that had been given up answered after all: the message is stored. */
  onLate(message: Message): void;
};

export function createDoors({ action, route, clock, onLate: onLateAnswer }: DoorsOptions): Doors {
  /** Actions that were given up and still run. */
  let stalled = 0;
  /** The site was deployed anew: its actions have other names, its routes the same. */
  let outdated = false;

  async function byAction(input: SendInput, given: AbortSignal): Promise<Outcome> {
    let wasRefusedUnread = false;
    const answering = action(input);
    const answer = await until(given, answering).catch((error: unknown) => {
      if (isOutdated(error)) outdated = wasRefusedUnread = true;
      return null;
    });
    if (answer !== GIVEN_UP) {
      const known = understood(answer, input);
      return { answer: known, inDoubt: !wasRefusedUnread && isUncertain(known) };
    }
    stalled += 1;
    answering
      .then((late) => late.ok && onLateAnswer(late.message))
      .catch(() => undefined)
      .finally(() => {
        stalled -= 1;
      });
    return { answer: null, inDoubt: true };
  }

  async function byRoute(input: SendInput, given: AbortSignal): Promise<Outcome> {
    const answer = understood(await route(input, given).catch(() => null), input);
    return { answer, inDoubt: isUncertain(answer) };
  }

  return {
    attempt(input, onLate) {
      const isFirstOpen = stalled === 0 && !outdated;
      let left = isFirstOpen ? 2 : 1;
      let hurries = 0;
      let isLate = false;
      let isHurried = false;
      let giveUp = () => {};

      function hurryUp() {
        if (!isLate || !isHurried || hurries === HURRIES) return;
        hurries += 1;
        // Once to a request, however often it is said.
        isLate = false;
        left = Math.max(left, 1);
        giveUp();
      }

      async function request(door: typeof byRoute): Promise<Outcome> {
        const given = new AbortController();
        giveUp = () => given.abort();
        isLate = isHurried = false;
        left -= 1;
        const cancelEnd = clock.after(ANSWER_MS, giveUp);
        const cancelSoon = clock.after(SOON_MS * 2 ** hurries, () => {
          isLate = true;
          onLate();
          hurryUp();
        });
        const outcome = await door(input, given.signal);
        cancelEnd();
        cancelSoon();
        return outcome;
      }

      function end() {
        left = 0;
        hurries = HURRIES;
        giveUp();
      }

      async function run(): Promise<Outcome> {
        const cancelEnd = clock.after(2 * ANSWER_MS, end);
        let outcome = await request(isFirstOpen ? byAction : byRoute);
        while (!outcome.answer && left > 0) {
          const next = await request(byRoute);
          outcome = { answer: next.answer, inDoubt: outcome.inDoubt || next.inDoubt };
        }
        cancelEnd();
        return outcome;
      }

      return {
        outcome: run(),
        end,
        hurry() {
          isHurried = true;
          hurryUp();
        },
      };
    },
  };
}

const GIVEN_UP: unique symbol = Symbol("given up");

function until<T>(given: AbortSignal, answering: Promise<T>): Promise<T | typeof GIVEN_UP> {
  return new Promise((resolve, reject) => {
    given.addEventListener("abort", () => resolve(GIVEN_UP), { once: true });
    answering.then(resolve, reject);
  });
}

/** An answer about another message is none. */
function understood(answer: SendResult | null, { id }: SendInput): SendResult | null {
  return answer?.ok && answer.message.id !== id ? null : answer;
}

function isUncertain(answer: SendResult | null): boolean {
  return answer === null || (!answer.ok && answer.code === "unavailable");
}
