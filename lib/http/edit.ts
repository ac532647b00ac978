/**
 * A form that was filled in while somebody else saved the same thing: nobody's change is lost unseen. What is written
 * is what was changed, on the condition that it still is what the form began with.
 */
export type Edit<T> = { before: T; after: T };

/** The fields that an edit changes. */
export function changesOf<T extends object>({ before, after }: Edit<T>): (keyof T)[] {
  return keysOf(after).filter((key) => !same(before[key], after[key]));
}

/** What of the fields that an edit changes is neither as it began nor as it wants it: what somebody else wrote. */
export function conflictsOf<T extends object>(edit: Edit<T>, now: T): (keyof T)[] {
  return changesOf(edit).filter(
    (key) => !same(now[key], edit.before[key]) && !same(now[key], edit.after[key]),
  );
}

/** Whether an edit's changes hold, whoever made them. */
export function holds<T extends object>(edit: Edit<T>, now: T): boolean {
  return changesOf(edit).every((key) => same(now[key], edit.after[key]));
}

/** The form once it is known what holds now: one's own changes, and the others' everywhere else. */
export function rebase<T extends object>(edit: Edit<T>, now: T): Edit<T> {
  const after = { ...now };
  for (const key of changesOf(edit)) after[key] = edit.after[key];
  return { before: now, after };
}

function keysOf<T extends object>(record: T): (keyof T)[] {
  return Object.keys(record) as (keyof T)[];
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
