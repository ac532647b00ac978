import { contentOf, type DraftContent, EMPTY, joined } from "../drafts/content";
import type { Kept, StoredEntry } from "../outbox/entry";

/** Whose text, in which conversation, typed in which tab. */
export type DraftKey = { readonly userId: string; readonly teamId: string; readonly tabId: string };

export type StoredDraft = DraftKey & { readonly text: string } & Partial<DraftContent> & {
    /** In milliseconds since 1970. */
    readonly writtenAt: number;
  };

/** What a tab finds of a conversation's drafts: its own, and those of tabs that are gone, which are now its own too. */
export type FoundDrafts = { readonly own: DraftContent; readonly adopted: DraftContent };

/**
 * What a person has written and not yet sent: the entries of their outbox and their drafts, shared by the browser's
 * tabs. Each call is one transaction: all of it happens, or nothing.
 */
export type ChatStorage = {
  kept(): Kept;
  /** In the order of writing within each conversation. */
  readEntries(userId: string): Promise<StoredEntry[]>;
  /** Takes an entry in and drops the draft it was typed as. It is kept for good when this resolves. */
  addEntry(entry: StoredEntry, typedAs: DraftKey): Promise<void>;
  /**
   * Changes an entry, as it is at that moment; null removes it, and the same object leaves it alone.
   * @param draft written in the same transaction, if the entry was changed or removed
   * @returns whether there was such an entry and it was changed or removed
   */
  changeEntry(
    id: string,
    change: (entry: StoredEntry) => StoredEntry | null,
    draft?: StoredDraft,
  ): Promise<boolean>;
  readDrafts(userId: string): Promise<StoredDraft[]>;
  /** Writes what stands in a composer; an empty one leaves no draft. */
  writeDraft(draft: StoredDraft): Promise<void>;
  /** Makes the drafts of a conversation whose tabs are gone a tab's own, before what it has typed itself. */
  adoptDrafts(key: DraftKey, isGone: (tabId: string) => boolean): Promise<FoundDrafts>;
  /** Removes all that this person has written: on sign-out. */
  clear(userId: string): Promise<void>;
};

/** Sorts a conversation's drafts into a tab's own and, in the order of writing, those of tabs that are gone. */
export function findDrafts(
  drafts: readonly StoredDraft[],
  own: DraftKey,
  isGone: (tabId: string) => boolean,
): FoundDrafts & { readonly adoptedFrom: readonly StoredDraft[] } {
  const adoptedFrom = drafts
    .filter(({ tabId }) => tabId !== own.tabId && isGone(tabId))
    .toSorted((a, b) => a.writtenAt - b.writtenAt);
  const ownDraft = drafts.find(({ tabId }) => tabId === own.tabId);
  return {
    own: ownDraft ? contentOf(ownDraft) : EMPTY,
    adopted: joined(adoptedFrom.map(contentOf)),
    adoptedFrom,
  };
}
