import type { StoredEntry } from "../outbox/entry";
import { createMemoryStorage } from "./memory";
import type { ChatStorage, StoredDraft } from "./storage";

/** A device that has not answered by now will not: some browsers leave a request without any answer. */
const DEVICE_MS = 3_000;

/**
 * Keeps on the device while that works. Once it fails (a private window, a full disk, a browser's fault), the tab
 * keeps all by itself from then on, with what it last read from the device: nothing is lost while the tab lives, and
 * `kept` says that it is no longer than that.
 */
export function createFallbackStorage(device: ChatStorage, tab = createMemoryStorage()): ChatStorage {
  let failed = false;
  let entries: StoredEntry[] = [];
  let drafts: StoredDraft[] = [];

  async function onDevice<T>(use: (storage: ChatStorage) => Promise<T>): Promise<T> {
    if (!failed) {
      try {
        return await inTime(use(device));
      } catch (error) {
        console.warn("What is written can no longer be kept on this device", error);
        if (!failed) await takeOver();
      }
    }
    return use(tab);
  }

  async function takeOver() {
    failed = true;
    for (const entry of entries) {
      await tab.addEntry(entry, { userId: entry.userId, teamId: entry.teamId, tabId: "" });
    }
    for (const draft of drafts) await tab.writeDraft(draft);
  }

  return {
    kept: () => (failed ? tab : device).kept(),
    async readEntries(userId) {
      const read = await onDevice((storage) => storage.readEntries(userId));
      if (!failed) entries = read;
      return read;
    },
    addEntry: (entry, typedAs) => onDevice((storage) => storage.addEntry(entry, typedAs)),
    changeEntry: (id, change, draft) => onDevice((storage) => storage.changeEntry(id, change, draft)),
    async readDrafts(userId) {
      const read = await onDevice((storage) => storage.readDrafts(userId));
      if (!failed) drafts = read;
      return read;
    },
    writeDraft: (draft) => onDevice((storage) => storage.writeDraft(draft)),
    adoptDrafts: (own, isGone) => onDevice((storage) => storage.adoptDrafts(own, isGone)),
    async clear(userId) {
      entries = [];
      drafts = [];
      // Both: what the tab keeps, and what the device may still hold from before.
      await Promise.all([tab.clear(userId), onDevice((storage) => storage.clear(userId))]);
    },
  };
}

function inTime<T>(operation: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`No answer from the device in ${DEVICE_MS} ms`)),
      DEVICE_MS,
    );
    operation.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
