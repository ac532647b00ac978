import type { ChatStorage, DraftKey, StoredDraft } from "../storage/storage";
import { type Attachment, type DraftContent, EMPTY, isEmpty, isWorthKeeping, joined } from "./content";
import type { Tab } from "./tab";

export type DraftOptions = {
  userId: string;
  teamId: string;
  tab: Tab;
  storage: ChatStorage;
  /** Milliseconds since 1970. */
  now(): number;
  /** Up to which place of the conversation nothing was said meanwhile, for who begins now; null while that is not known. */
  shown(): number | null;
  onChange(): void;
};

export type Draft = ReturnType<typeof createDraft>;

/**
 * What stands in one conversation's composer, kept with every key: one write under way, the latest text next. Nothing
 * is written before what was kept is read, or the first key after a reload would overwrite it.
 */
export function createDraft({ userId, teamId, tab, storage, now, shown, onChange }: DraftOptions) {
  let content = EMPTY;
  let key: DraftKey | null = null;
  let opening: Promise<void> | null = null;
  let unwritten = false;
  let writing = false;
  /** Texts on their way into the outbox: what was kept of them stays until they are there. */
  let leaving = 0;

  function set(next: DraftContent) {
    if (isSame(next, content)) return;
    content = next;
    unwritten = true;
    onChange();
    void write();
  }

  /** What its writer makes of it. Once it is begun, what is said meanwhile does not count as seen. */
  function change(part: Partial<DraftContent>) {
    const next = { ...content, ...part };
    set(isEmpty(next) ? EMPTY : { ...next, writtenAfter: content.writtenAfter ?? shown() });
  }

  async function write() {
    if (writing) return;
    writing = true;
    try {
      while (unwritten && key && leaving === 0) {
        unwritten = false;
        await storage.writeDraft({ ...key, ...content, writtenAt: now() });
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
      set(joined(isFirst ? [found.adopted, found.own, content] : [found.adopted, content]));
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
    content: () => content,
    /** Reads what was kept for this conversation, here and in tabs that are gone. */
    open,
    write: (text: string) => change({ text }),
    attach(document: Attachment) {
      const documents = [...content.documents.filter(({ id }) => id !== document.id), document];
      change({ documents: documents.toSorted((one, other) => one.at - other.at) });
    },
    detach: (id: string) => change({ documents: content.documents.filter((document) => document.id !== id) }),
    /** It asks about a task, or about none. */
    ask: (about: string | null) => change({ about }),
    /** Its writer has seen what was said up to this place since they began. */
    saw(place: number) {
      if (content.writtenAfter !== null && content.writtenAfter < place)
        set({ ...content, writtenAfter: place });
    },
    /** Under which key the text is kept. */
    async key(): Promise<DraftKey> {
      await (opening ?? open());
      return key ?? { userId, teamId, tabId: await tab.id() };
    },
    /** Takes what stands in the composer out of it. What was kept of it is left untouched until `arrived` or `putBack`. */
    take(): DraftContent {
      leaving += 1;
      const taken = content;
      set(EMPTY);
      return taken;
    },
    /** What was taken is in the outbox, and its draft was dropped with that. */
    arrived() {
      leaving -= 1;
      unwritten = true;
      void write();
    },
    /** What was taken could not be kept: it comes back in front of what was typed meanwhile. */
    putBack(taken: DraftContent) {
      leaving -= 1;
      set(joined([taken, content]));
    },
    /** The draft as it would be stored with something put in front of it. */
    withInFront(first: DraftContent, of: DraftKey): StoredDraft {
      return { ...of, ...joined([first, content]), writtenAt: now() };
    },
    /** Puts something in front of what stands there. */
    putInFront: (first: DraftContent) => set(joined([first, content])),
    /** Writes what is not yet written without waiting for the write under way: the page may end now. */
    async flush() {
      if (unwritten && key && leaving === 0)
        await storage.writeDraft({ ...key, ...content, writtenAt: now() });
    },
    /** True while a text would be gone with the tab. */
    isOnlyHere: () => isWorthKeeping(content) && storage.kept() === "tab",
  };
}

function isSame(one: DraftContent, other: DraftContent): boolean {
  const ids = ({ documents }: DraftContent) => documents.map(({ id }) => id).join();
  return (
    one.text === other.text &&
    one.about === other.about &&
    one.writtenAfter === other.writtenAfter &&
    ids(one) === ids(other)
  );
}
