/**
 * An error meant for a person: one sentence that says what happened and what to do.
 * The launcher prints its message alone; any other error is a defect and keeps its stack.
 */
export class Sentence extends Error {
  override name = "Sentence";
}
