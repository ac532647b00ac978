import { z } from "zod";
import { newId } from "@/lib/http/new-id";

const draftSchema = z.object({
  /** Whether the composer is at the note, and not at the message. */
  isOpen: z.boolean(),
  text: z.string(),
  /** Of the note that it becomes, however often it is tried. */
  id: z.string(),
});
/** A note that is being written. It is never the draft of a message: nothing of it can go out as one. */
export type NoteDraft = z.infer<typeof draftSchema>;

type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/**
 * The notes that are being written in a tab, one to a conversation. They outlive a reload of it, and no sign-out.
 * @param shelf where they are kept; null where the browser allows none
 */
export function createNoteDrafts(personId: string, shelf: () => Shelf | null) {
  const drafts = new Map<string, NoteDraft>();
  const listeners = new Set<() => void>();
  const prefix = `rinkside-note ${personId} `;
  const keyOf = (teamId: string) => prefix + teamId;

  function of(teamId: string): NoteDraft {
    const known = drafts.get(teamId) ?? readKept(teamId) ?? { isOpen: false, text: "", id: newId() };
    drafts.set(teamId, known);
    return known;
  }

  function readKept(teamId: string): NoteDraft | undefined {
    try {
      return draftSchema.safeParse(JSON.parse(shelf()?.getItem(keyOf(teamId)) ?? "null")).data;
    } catch {
      return undefined;
    }
  }

  function set(teamId: string, change: Partial<NoteDraft>) {
    const next = { ...of(teamId), ...change };
    drafts.set(teamId, next);
    try {
      shelf()?.setItem(keyOf(teamId), JSON.stringify(next));
    } catch {
      // Full, or forbidden: it is kept as long as the tab is.
    }
    for (const listener of listeners) listener();
  }

  return {
    of,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Turns to the note, or to the message. */
    turn: (teamId: string, isOpen: boolean) => set(teamId, { isOpen }),
    write: (teamId: string, text: string) => set(teamId, { text }),
    /** It is stored: the next one is another note. */
    finish(teamId: string, id: string) {
      if (of(teamId).id === id) set(teamId, { text: "", id: newId() });
    },
    /** On sign-out nothing of them stays, nor of those that an earlier visit has left. */
    close() {
      const kept = shelf();
      const keys = Array.from({ length: kept?.length ?? 0 }, (_, index) => kept?.key(index) ?? "");
      for (const key of keys) if (key.startsWith(prefix)) kept?.removeItem(key);
      drafts.clear();
    },
  };
}
