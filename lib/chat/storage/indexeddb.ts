import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { contentOf, isEmpty, joined } from "../drafts/content";
import type { StoredEntry } from "../outbox/entry";
import { type ChatStorage, findDrafts, type StoredDraft } from "./storage";

type Schema = DBSchema & {
  /** The key numbers the entries in the order of writing, across all tabs. */
  outbox: { key: number; value: StoredEntry; indexes: { id: string; person: string } };
  drafts: {
    key: [userId: string, teamId: string, tabId: string];
    value: StoredDraft;
    indexes: { person: string };
  };
};

const NAME = "rinkside";
const VERSION = 1;

/** Keeps what is written on the device, shared by all tabs of this browser. Opened with the first call. */
export function createDeviceStorage(): ChatStorage {
  let opening: Promise<IDBPDatabase<Schema>> | null = null;

  function open(): Promise<IDBPDatabase<Schema>> {
    const forget = () => {
      opening = null;
    };
    opening ??= openDB<Schema>(NAME, VERSION, {
      upgrade(database) {
        const outbox = database.createObjectStore("outbox", { autoIncrement: true });
        outbox.createIndex("id", "id", { unique: true });
        outbox.createIndex("person", "userId");
        const drafts = database.createObjectStore("drafts", { keyPath: ["userId", "teamId", "tabId"] });
        drafts.createIndex("person", "userId");
      },
      // A newer page wants to change the shape, or someone clears the site's data: let them, and open again.
      blocking(_current, _blocked, event) {
        forget();
        (event.target as IDBDatabase).close();
      },
      terminated: forget,
    }).catch((error: unknown) => {
      forget();
      throw error;
    });
    return opening;
  }

  return {
    kept: () => "device",
    async readEntries(userId) {
      // An index gives equal keys in the order of the primary key.
      return (await open()).getAllFromIndex("outbox", "person", userId);
    },
    async addEntry(entry, { userId, teamId, tabId }) {
      // Strict: on the disk, and not only on its way there, before the composer lets go of it.
      const tx = (await open()).transaction(["outbox", "drafts"], "readwrite", { durability: "strict" });
      await Promise.all([
        tx.objectStore("outbox").add(entry),
        tx.objectStore("drafts").delete([userId, teamId, tabId]),
        tx.done,
      ]);
    },
    async changeEntry(id, change, draft) {
      const tx = (await open()).transaction(["outbox", "drafts"], "readwrite");
      const cursor = await tx.objectStore("outbox").index("id").openCursor(id);
      const changed = cursor && change(cursor.value);
      if (!cursor || changed === cursor.value) return tx.done.then(() => false);
      await Promise.all([
        changed ? cursor.update(changed) : cursor.delete(),
        draft && tx.objectStore("drafts").put(draft),
        tx.done,
      ]);
      return true;
    },
    async readDrafts(userId) {
      return (await open()).getAllFromIndex("drafts", "person", userId);
    },
    async writeDraft(draft) {
      const { userId, teamId, tabId } = draft;
      const database = await open();
      if (isEmpty(contentOf(draft))) await database.delete("drafts", [userId, teamId, tabId]);
      else await database.put("drafts", draft);
    },
    async adoptDrafts(key, isGone) {
      const tx = (await open()).transaction("drafts", "readwrite");
      const { userId, teamId } = key;
      const here = await tx.store.getAll(IDBKeyRange.bound([userId, teamId], [userId, teamId, []]));
      const { own, adopted, adoptedFrom } = findDrafts(here, key, isGone);
      const last = adoptedFrom.at(-1);
      await Promise.all([
        last && tx.store.put({ ...key, ...joined([adopted, own]), writtenAt: last.writtenAt }),
        ...adoptedFrom.map(({ tabId }) => tx.store.delete([userId, teamId, tabId])),
        tx.done,
      ]);
      return { own, adopted };
    },
    async clear(userId) {
      const tx = (await open()).transaction(["outbox", "drafts"], "readwrite", { durability: "strict" });
      const [entries, drafts] = await Promise.all([
        tx.objectStore("outbox").index("person").getAllKeys(userId),
        tx.objectStore("drafts").index("person").getAllKeys(userId),
      ]);
      await Promise.all([
        ...entries.map((key) => tx.objectStore("outbox").delete(key)),
        ...drafts.map((key) => tx.objectStore("drafts").delete(key)),
        tx.done,
      ]);
    },
  };
}
