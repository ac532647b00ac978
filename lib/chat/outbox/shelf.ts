import type { ChatStorage } from "../storage/storage";
import type { Outbox, StoredEntry } from "./entry";

export type ShelfOptions = {
  userId: string;
  storage: ChatStorage;
  /** What one conversation shows has changed. */
  onChange(teamId: string): void;
  /** The entries were read again, or one is being sent. */
  onRead(): void;
};

/** One person's entries as the tab last read them from the storage, and as its screens show them. */
export function createShelf({ userId, storage, onChange, onRead }: ShelfOptions) {
  /** By conversation, what it shows: the same object until it changes. */
  const shown = new Map<string, Outbox>();
  /** What is being sent at this moment, by this tab or another: since when, in milliseconds since 1970, by id. */
  const sending = new Map<string, number>();
  let entries: readonly StoredEntry[] = [];
  /** Written, and not yet kept for certain: shown, but not sent. */
  let expected: readonly StoredEntry[] = [];
  let reads = 0;
  let newestRead = 0;

  function show() {
    for (const teamId of new Set([...shown.keys(), ...all().map((entry) => entry.teamId)])) {
      const next = view(teamId);
      if (isSame(shown.get(teamId) ?? NOTHING, next)) continue;
      shown.set(teamId, next);
      onChange(teamId);
    }
    onRead();
  }

  function all(): readonly StoredEntry[] {
    const kept = new Set(entries.map(({ id }) => id));
    return [...entries, ...expected.filter(({ id }) => !kept.has(id))];
  }

  function view(teamId: string): Outbox {
    const kept = storage.kept();
    return all()
      .filter((entry) => entry.teamId === teamId)
      .map((entry) => {
        const since = sending.get(entry.id);
        const isSending = since !== undefined && entry.state.kind !== "refused";
        return { ...entry, kept, state: isSending ? { kind: "sending", since } : entry.state };
      });
  }

  return {
    entries: () => entries,
    shown: (teamId: string): Outbox => shown.get(teamId) ?? NOTHING,
    async refresh() {
      reads += 1;
      const read = reads;
      const stored = await storage.readEntries(userId);
      // An answer that was overtaken by a later one is older than what is shown.
      if (read < newestRead) return;
      newestRead = read;
      entries = stored;
      show();
    },
    beginSending(id: string, since: number) {
      const begun = entries.find((entry) => entry.id === id);
      // One goes at a time: whoever was said to be sending here before has ended, perhaps by a crash.
      for (const { id: other, teamId } of entries) if (teamId === begun?.teamId) sending.delete(other);
      sending.set(id, since);
      show();
    },
    /** Shows an entry that is about to be kept. */
    expect(entry: StoredEntry) {
      expected = [...expected, entry];
      show();
    },
    /** It is kept, and the next read has it; or it could not be. */
    forget(entry: StoredEntry) {
      expected = expected.filter((other) => other !== entry);
    },
    isExpecting: () => expected.length > 0,
    endSending(id: string) {
      sending.delete(id);
    },
  };
}

const NOTHING: Outbox = [];

function isSame(one: Outbox, other: Outbox): boolean {
  return one.length === other.length && JSON.stringify(one) === JSON.stringify(other);
}
