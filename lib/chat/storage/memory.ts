import { contentOf, isEmpty, joined } from "../drafts/content";
import type { StoredEntry } from "../outbox/entry";
import { type ChatStorage, type DraftKey, findDrafts, type StoredDraft } from "./storage";

/** Keeps what is written as long as the tab lives: where the browser keeps nothing, and in tests. */
export function createMemoryStorage(): ChatStorage {
  const entries = new Map<string, StoredEntry>();
  const drafts = new Map<string, StoredDraft>();

  function write(draft: StoredDraft) {
    if (isEmpty(contentOf(draft))) drafts.delete(nameOf(draft));
    else drafts.set(nameOf(draft), draft);
  }

  return {
    kept: () => "tab",
    async readEntries(userId) {
      return [...entries.values()].filter((entry) => entry.userId === userId);
    },
    async addEntry(entry, typedAs) {
      entries.set(entry.id, entry);
      drafts.delete(nameOf(typedAs));
    },
    async changeEntry(id, change, draft) {
      const entry = entries.get(id);
      const changed = entry && change(entry);
      if (changed === entry) return false;
      if (changed) entries.set(id, changed);
      else entries.delete(id);
      if (draft) write(draft);
      return true;
    },
    async readDrafts(userId) {
      return [...drafts.values()].filter((draft) => draft.userId === userId);
    },
    async writeDraft(draft) {
      write(draft);
    },
    async adoptDrafts(key, isGone) {
      const here = [...drafts.values()].filter(
        ({ userId, teamId }) => userId === key.userId && teamId === key.teamId,
      );
      const { own, adopted, adoptedFrom } = findDrafts(here, key, isGone);
      const last = adoptedFrom.at(-1);
      if (last) write({ ...key, ...joined([adopted, own]), writtenAt: last.writtenAt });
      for (const draft of adoptedFrom) drafts.delete(nameOf(draft));
      return { own, adopted };
    },
    async clear(userId) {
      for (const [id, entry] of entries) if (entry.userId === userId) entries.delete(id);
      for (const [name, draft] of drafts) if (draft.userId === userId) drafts.delete(name);
    },
  };
}

function nameOf({ userId, teamId, tabId }: DraftKey): string {
  return `${userId} ${teamId} ${tabId}`;
}
