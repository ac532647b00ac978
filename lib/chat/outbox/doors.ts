import { unstable_isUnrecognizedActionError as isOutdated } from "next/navigation";
import type { Message, SendInput, SendResult } from "../schema";
import type { Clock } from "./clock";
import type { Outcome } from "./plan";

/** How long a door is given to answer. */
export const ANSWER_MS = 10_000;

export type Doors = {
  /**
   * One try, by the action and then by the route if need be: it ends within 20 s, whatever the network does.
   * @param needless ends it at once: the message has turned out to be stored
   */
  attempt(input: SendInput, needless: AbortSignal): Promise<Outcome>;
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

const SILENCE: unique symbol = Symbol("no answer in time");

export function createDoors({ action, route, clock, onLate }: DoorsOptions): Doors {
  /** Actions that were given up and still run. */
  let stalled = 0;
  /** The site was deployed anew: its actions have other names, its routes the same. */
  let outdated = false;

  async function byAction(input: SendInput, needless: AbortSignal): Promise<Outcome> {
    let wasRefusedUnread = false;
    const answering = action(input);
    const answer = await inTime(answering, clock, needless).catch((error: unknown) => {
      if (isOutdated(error)) outdated = wasRefusedUnread = true;
      return null;
    });
    if (answer !== SILENCE) {
      const known = understood(answer, input);
      return { answer: known, inDoubt: !wasRefusedUnread && isUncertain(known) };
    }
    stalled += 1;
    answering
      .then((late) => late.ok && onLate(late.message))
      .catch(() => undefined)
      .finally(() => {
        stalled -= 1;
      });
    return { answer: null, inDoubt: true };
  }

  async function byRoute(input: SendInput, needless: AbortSignal): Promise<Outcome> {
    const giveUp = new AbortController();
    const cancel = clock.after(ANSWER_MS, () => giveUp.abort());
    const heard = await route(input, AbortSignal.any([giveUp.signal, needless])).catch(() => null);
    cancel();
    const answer = understood(heard, input);
    return { answer, inDoubt: isUncertain(answer) };
  }

  return {
    async attempt(input, needless) {
      if (stalled > 0 || outdated) return byRoute(input, needless);
      const first = await byAction(input, needless);
      if (first.answer || needless.aborted) return first;
      const second = await byRoute(input, needless);
      return { answer: second.answer, inDoubt: first.inDoubt || second.inDoubt };
    },
  };
}

/** An answer about another message is none. */
function understood(answer: SendResult | null, { id }: SendInput): SendResult | null {
  return answer?.ok && answer.message.id !== id ? null : answer;
}

function isUncertain(answer: SendResult | null): boolean {
  return answer === null || (!answer.ok && answer.code === "unavailable");
}

function inTime<T>(answering: Promise<T>, clock: Clock, needless: AbortSignal): Promise<T | typeof SILENCE> {
  return new Promise((resolve, reject) => {
    const giveUp = () => resolve(SILENCE);
    const cancel = clock.after(ANSWER_MS, giveUp);
    needless.addEventListener("abort", giveUp, { once: true });
    answering.then(resolve, reject).finally(cancel);
  });
}
