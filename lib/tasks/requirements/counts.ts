import { type Urgency, urgencyOf } from "../deadline";

type Answer = { isCompleted: boolean; dueAt: string };

/** How many were asked, and how they stand: done, late, due within a day. */
export type Counts = { asked: number; done: number; late: number; soon: number };

export function countsOf(answers: readonly Answer[], now: Date): Counts {
  const count = (urgency: Urgency) => answers.filter((answer) => standingOf(answer, now) === urgency).length;
  return { asked: answers.length, done: count("done"), late: count("late"), soon: count("soon") };
}

export function standingOf({ dueAt, isCompleted }: Answer, now: Date): Urgency {
  return urgencyOf(new Date(dueAt), isCompleted, now);
}

/** What some team still owes first, by deadline; then what every team has done, the latest first. */
export function byNeed<T extends { dueAt: string; cells: readonly Answer[] }>(
  requirements: readonly T[],
): { owed: T[]; done: T[] } {
  const isDone = ({ cells }: T) => cells.length > 0 && cells.every(({ isCompleted }) => isCompleted);
  return {
    owed: requirements.filter((requirement) => !isDone(requirement)),
    done: requirements.filter(isDone).toReversed(),
  };
}
