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

/** A form once the others' wins where both have changed the same fields. */
export function withTheirs<T extends object>(mine: T, theirs: T, fields: readonly (keyof T)[]): T {
  const taken = { ...mine };
  for (const field of fields) taken[field] = theirs[field];
  return taken;
}

/** What is stored now, and the revision that it is. */
export type Stored<T> = { ok: true; revision: number; fields: T };

/** Somebody may write again between our reading of what they wrote and our next try. */
const TRIES = 3;

/**
 * Writes an edit. What somebody else has changed meanwhile stays, and where it is the same field nothing is written.
 * @param write answers `edited_meanwhile` when the revision is another by now
 */
export async function writeEdit<T extends object, Written, Refusal extends { ok: false; code: string }>(
  { revision, ...begun }: Edit<T> & { revision: number },
  door: {
    write(edit: Edit<T>, revision: number): Promise<Written | Refusal>;
    read(): Promise<Stored<T> | Refusal>;
  },
): Promise<Written | Refusal | { ok: false; code: "changed"; now: T; revision: number }> {
  let edit: Edit<T> = begun;
  let seen = revision;
  for (let tries = 1; ; tries += 1) {
    const answer = await door.write(edit, seen);
    if (!isOutrun(answer) || tries === TRIES) return answer;
    const now = await door.read();
    if (!now.ok) return now;
    if (conflictsOf(edit, now.fields).length > 0)
      return { ok: false, code: "changed", now: now.fields, revision: now.revision };
    edit = rebase(edit, now.fields);
    seen = now.revision;
  }
}

function isOutrun(answer: unknown): boolean {
  return (
    typeof answer === "object" && answer !== null && "code" in answer && answer.code === "edited_meanwhile"
  );
}

function keysOf<T extends object>(record: T): (keyof T)[] {
  return Object.keys(record) as (keyof T)[];
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
