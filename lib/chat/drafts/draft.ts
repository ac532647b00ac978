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
  let key: DraftKey | null = null;
  let opening: Promise<void> | null = null;
  let unwritten = false;
  let writing = false;
  /** Texts on their way into the outbox: what was kept of them stays until they are there. */
  let leaving = 0;

  function set(next: string) {
    if (next === text) return;
    text = next;
    unwritten = true;
    onChange();
    void write();
  }

  async function write() {
    if (writing) return;
    writing = true;
    try {
      while (unwritten && key && leaving === 0) {
        unwritten = false;
        await storage.writeDraft({ ...key, text, writtenAt: now() });
      }
    } catch (error) {
      // With the next key it is tried again.
      console.error("What is typed could not be kept", error);
    } finally {
      writing = false;
    }
  }

  async function readKept() {
    const isFirst = key === null;
    const own = { userId, teamId, tabId: await tab.id() };
    try {
      const found = await storage.adoptDrafts(own, await tab.gone());
      // What is typed by now comes last: its writer is in the middle of it.
      set(joinTexts(isFirst ? [found.adopted, found.own, text] : [found.adopted, text]));
    } catch (error) {
      console.error("What was typed before could not be read", error);
    }
    key = own;
    void write();
  }

  function open(): Promise<void> {
    opening = (opening ?? Promise.resolve()).then(readKept);
    return opening;
  }

  return {
    text: () => text,
    /** Reads what was kept for this conversation, here and in tabs that are gone. */
    open,
    write: set,
    /** Under which key the text is kept. */
    async key(): Promise<DraftKey> {
      await (opening ?? open());
      return key ?? { userId, teamId, tabId: await tab.id() };
    },
    /** Takes the text out of the composer. What was kept of it is left untouched until `arrived` or `putBack`. */
    take(): string {
      leaving += 1;
      const taken = text;
      set("");
      return taken;
    },
    /** A text that was taken is in the outbox, and its draft was dropped with that. */
    arrived() {
      leaving -= 1;
      unwritten = true;
      void write();
    },
    /** A text that was taken could not be kept: it comes back in front of what was typed meanwhile. */
    putBack(taken: string) {
      leaving -= 1;
      set(joinTexts([taken, text]));
    },
    /** The draft as it would be stored with a text put in front of it. */
    withInFront(content: string, of: DraftKey): StoredDraft {
      return { ...of, text: joinTexts([content, text]), writtenAt: now() };
    },
    /** Writes what is not yet written without waiting for the write under way: the page may end now. */
    async flush() {
      if (unwritten && key && leaving === 0) await storage.writeDraft({ ...key, text, writtenAt: now() });
    },
    /** True while a text would be gone with the tab. */
    isOnlyHere: () => text.trim() !== "" && storage.kept() === "tab",
  };
}
