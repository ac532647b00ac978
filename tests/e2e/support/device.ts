import type { Page } from "@playwright/test";

/**
 * What this browser keeps of someone's writing, for all tabs. A key takes some milliseconds to be kept, and a test types
 * and closes pages faster than people.
 */
export function keptOnDevice(page: Page): Promise<{ unsent: string[]; drafts: string[] }> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open("rinkside"));
    const all = database.transaction(["outbox", "drafts"]);
    const [entries, drafts]: [{ content: string }[], { text: string }[]] = await Promise.all([
      done(all.objectStore("outbox").getAll()),
      done(all.objectStore("drafts").getAll()),
    ]);
    database.close();
    return { unsent: entries.map(({ content }) => content), drafts: drafts.map(({ text }) => text) };
  });
}
