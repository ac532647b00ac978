/* What runs inside a page under test. Each function is sent there as it stands: nothing of this file reaches into another. */

export type Shown = { seq: number; text: string };

/** Tells of every message that comes to stand among the stored ones, from the first byte of the page on. */
export function watchRows(): void {
  const found: Shown[] = [];
  const tell = Reflect.get(globalThis, "rinksideShown") as (shown: Shown[]) => void;
  const note = (row: Element) => {
    const text = row.querySelector('p[dir="auto"]')?.firstChild?.textContent;
    if (text) found.push({ seq: Number(row.getAttribute("data-seq")), text });
  };
  const observer = new MutationObserver((mutations) => {
    for (const { addedNodes } of mutations) {
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        if (node.matches("li[data-seq]")) note(node);
        else for (const row of node.querySelectorAll("li[data-seq]")) note(row);
      }
    }
    if (found.length > 0) tell(found.splice(0));
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** A clock that is wrong, and that can be moved: timers go on, as in a computer that was set to another day. */
export function shiftClock(offsetMs: number): void {
  const RealDate = Date;
  let offset = offsetMs;
  const now = () => RealDate.now() + offset;
  globalThis.Date = new Proxy(RealDate, {
    construct: (_, args) => (args.length === 0 ? new RealDate(now()) : Reflect.construct(RealDate, args)),
    apply: () => new RealDate(now()).toString(),
    get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
  });
  Reflect.set(globalThis, "rinksideAdvance", (ms: number) => {
    offset += ms;
  });
}

export type PageState = {
  liveness: string | null;
  rung: string | null;
  /** What the seal says. */
  seal: string;
  completeTo: number;
  /** Place and text of each stored message, in the order of the screen; a deleted one has none. */
  rows: [number, string | null][];
  outbox: { kind: string; text: string }[];
  draft: string;
};

export function readPage(): PageState {
  const seal = document.querySelector("[data-liveness]");
  const textOf = (row: Element) => row.querySelector('p[dir="auto"]')?.firstChild?.textContent ?? null;
  return {
    liveness: seal?.getAttribute("data-liveness") ?? null,
    rung: seal?.getAttribute("data-rung") ?? null,
    seal: seal?.textContent ?? "",
    completeTo: Number(seal?.getAttribute("data-complete-to") ?? -1),
    rows: [...document.querySelectorAll("li[data-seq]")].map((row) => [
      Number(row.getAttribute("data-seq")),
      textOf(row),
    ]),
    outbox: [...document.querySelectorAll("li[data-outbox]")].map((entry) => ({
      kind: entry.getAttribute("data-outbox") ?? "",
      text: textOf(entry) ?? "",
    })),
    draft: document.querySelector("textarea")?.value ?? "",
  };
}

/** Whatever the browser keeps of this site, as text. */
export async function readStorage(): Promise<string> {
  const kept: unknown[] = [{ ...localStorage }, { ...sessionStorage }];
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  for (const { name } of await indexedDB.databases()) {
    if (!name) continue;
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames)
      kept.push(await done(database.transaction(store).objectStore(store).getAll()));
    database.close();
  }
  return JSON.stringify(kept);
}

/**
 * A writer who knows what they say: whatever a colleague has answered meanwhile, theirs is sent anyway. Otherwise what two
 * organisers write at once would wait for one of them for ever.
 */
export function insist(): void {
  const observer = new MutationObserver(() => {
    for (const button of document.querySelectorAll<HTMLElement>('li[data-outbox="refused"] button'))
      if (button.textContent === "Send anyway") button.click();
  });
  observer.observe(document, { childList: true, subtree: true, characterData: true });
}
