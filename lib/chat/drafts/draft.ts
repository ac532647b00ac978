import { type ChatStorage, type DraftKey, joinTexts, type StoredDraft } from "../storage/storage";
import type { Tab } from "./tab";

export type DraftOptions = {
  userId: string;
  teamId: string;
  tab: Tab;
  storage: ChatStorage;
  /** Milliseconds since 1970. */
  now(): number;
  onChange(): void;
};

export type Draft = ReturnType<typeof createDraft>;

/**
 * What stands in one conversation's composer, kept with every key: one write under way, the latest text next. Nothing
 * is written before what was kept is read, or the first key after a reload would overwrite it.
 */
export function createDraft({ userId, teamId, tab, storage, now, onChange }: DraftOptions) {
  let text = "";
  let opened = false;
  let opening: Promise<void> = Promise.resolve();
  let unwritten = false;
  let writing = false;
  /** While a text is being taken into the outbox, it must not be written as a draft once more. */
  let taking = false;

  async function key(): Promise<DraftKey> {
    return { userId, teamId, tabId: await tab.id() };
  }

  async function stored(): Promise<StoredDraft> {
    return { ...(await key()), text, writtenAt: now() };
  }

  function set(next: string) {
    if (next === text) return;
    text = next;
    unwritten = true;
    onChange();
    void write();
  }

  async function write() {
    if (writing || !opened || taking) return;
    writing = true;
    try {
      while (unwritten && !taking) {
        unwritten = false;
        await storage.writeDraft(await stored());
      }
    } catch (error) {
      // With the next key it is tried again.
      console.error("What is typed could not be kept", error);
    } finally {
      writing = false;
    }
  }

  async function readKept() {
    const isFirst = !opened;
    try {
      const { own, adopted } = await storage.adoptDrafts(await key(), await tab.gone());
      opened = true;
      // What is typed by now comes last: its writer is in the middle of it.
      set(joinTexts(isFirst ? [adopted, own, text] : [adopted, text]));
    } catch (error) {
      console.error("What was typed before could not be read", error);
      opened = true;
    }
    void write();
  }

  return {
    text: () => text,
    /** Reads what was kept for this conversation, here and in tabs that are gone. */
    open() {
      opening = opening.then(readKept);
      return opening;
    },
    write: set,
    /**
     * Hands the text over, and empties the composer when that has succeeded; what is typed meanwhile stays.
     * @param store keeps the text in the outbox and drops the draft, both or neither; false when it takes nothing
     */
    async take(store: (text: string, key: DraftKey) => Promise<boolean>) {
      await opening;
      const taken = text;
      taking = true;
      try {
        if (await store(taken, await key())) {
          unwritten = false;
          set(text.startsWith(taken) ? text.slice(taken.length) : text);
          unwritten = text !== "";
        }
      } finally {
        taking = false;
        void write();
      }
    },
    /** The draft as it would be stored with a text put in front of it. */
    async withInFront(content: string): Promise<StoredDraft> {
      return { ...(await stored()), text: joinTexts([content, text]) };
    },
    /** Writes what is not yet written without waiting for the write under way: the page may end now. */
    async flush() {
      if (opened && unwritten) await storage.writeDraft(await stored());
    },
    /** True while a text would be gone with the tab. */
    isOnlyHere: () => text.trim() !== "" && storage.kept() === "tab",
  };
}
