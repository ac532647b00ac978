import { newId } from "@/lib/http/new-id";

/**
 * A comment that is not stored yet. `isTried`: it was sent, and nobody knows whether it arrived; the same text goes again
 * under the same id, so that it is stored once. Another text is another comment.
 */
export type Draft = { id: string; content: string; isTried: boolean };

/** For as long as the tab lives: whoever looks at another page finds their text again. */
const drafts = new Map<string, Draft>();

const keyOf = (taskId: string, readerId: string) => `${readerId} ${taskId}`;

export const newDraft = (): Draft => ({ id: newId(), content: "", isTried: false });

export function draftOf(taskId: string, readerId: string): Draft {
  return drafts.get(keyOf(taskId, readerId)) ?? newDraft();
}

export function keepDraft(taskId: string, readerId: string, draft: Draft): Draft {
  if (draft.content === "") drafts.delete(keyOf(taskId, readerId));
  else drafts.set(keyOf(taskId, readerId), draft);
  return draft;
}

/** The draft once somebody has typed on. */
export function retyped(draft: Draft, content: string): Draft {
  return draft.isTried ? { ...newDraft(), content } : { ...draft, content };
}
