import { refusalOfFile } from "../schema";
import { type CutCode, isFor, isUnderWay, type Target, type UploadEntry, type UploadState } from "./entry";
import type { Answer, Remote } from "./remote";

/** So many files are sent at once; the rest waits. More would only make each of them slower. */
const AT_ONCE = 3;
/** How long it is still said of a file that it has arrived. */
const DONE_MS = 4_000;

/** What an entry does not show. */
type Work = {
  file: File;
  /** Of the document that it becomes, from the first answer of the site on: a new try is of the same. */
  id: string | null;
  hasArrived: boolean;
  needless: AbortController;
};

export type Uploads = ReturnType<typeof createUploads>;

type UploadsOptions = {
  remote: Remote;
  newKey(): string;
  /** A file for a message has become a document, of this id. It is on no list of uploads any more. */
  onReady?(entry: UploadEntry, id: string): void;
};

/**
 * The files that this tab hands in. Each is offered to the site, sent to Storage and confirmed by the site, and at each of
 * these steps it can be cut off and tried again: a second time the site finds what the first one left.
 */
export function createUploads({ remote, newKey, onReady = () => {} }: UploadsOptions) {
  const listeners = new Set<() => void>();
  const works = new Map<string, Work>();
  const shown = new Set<Target>();
  let entries: readonly UploadEntry[] = [];
  let lastAt = 0;

  function show(next: readonly UploadEntry[]) {
    entries = next;
    for (const listener of listeners) listener();
  }

  function set(key: string, state: UploadState) {
    show(entries.map((entry) => (entry.key === key ? { ...entry, state } : entry)));
  }

  function remove(key: string) {
    works.get(key)?.needless.abort();
    works.delete(key);
    show(entries.filter((entry) => entry.key !== key));
  }

  function startNext() {
    const running = entries.filter(({ state }) => state.at === "sending" || state.at === "checking").length;
    const waiting = entries.filter(({ state }) => state.at === "waiting");
    for (const entry of waiting.slice(0, Math.max(0, AT_ONCE - running))) {
      const work = works.get(entry.key);
      if (!work) continue;
      set(entry.key, work.hasArrived ? { at: "checking" } : { at: "sending", sent: 0 });
      void run(entry, work);
    }
  }

  async function run(entry: UploadEntry, work: Work) {
    const state = await bring(entry, work).catch((error: unknown): UploadState => {
      if (!work.needless.signal.aborted) console.warn(`The upload of ${entry.name} broke off`, error);
      return { at: "cut", code: "network" };
    });
    // Cancelled meanwhile: nobody waits for it.
    if (works.get(entry.key) === work) {
      set(entry.key, state);
      if (state.at === "done" && entry.target.isForMessage) {
        if (work.id) onReady(entry, work.id);
        remove(entry.key);
      } else if (state.at === "done") setTimeout(() => remove(entry.key), DONE_MS);
    }
    startNext();
  }

  /** All the steps that are left. @throws when the network fails */
  async function bring({ key, target, name, size }: UploadEntry, work: Work): Promise<UploadState> {
    const { file, needless } = work;
    const { signal } = needless;
    const { team, task, isForMessage = false } = target;
    if (!work.hasArrived) {
      const offered = await patiently(() => remote.offer({ id: work.id, team, name, size }, signal), signal);
      if (!offered.ok) return failed(offered, work);
      const { id, url, mimeType } = offered.value;
      work.id = id;
      if (url) {
        const onProgress = (sent: number) => set(key, { at: "sending", sent });
        const sending = await remote.send({ url, mimeType, file, onProgress, needless: signal });
        if (!sending.ok) return failed(sending, work);
      }
      work.hasArrived = true;
    }
    if (!work.id) throw new Error("What has arrived has an id");
    set(key, { at: "checking" });
    const { id } = work;
    const confirmed = await patiently(
      () => remote.confirm({ id, team, task, name, ...(isForMessage && { forMessage: true }) }, signal),
      signal,
    );
    return confirmed.ok ? { at: "done" } : failed(confirmed, work);
  }

  return {
    getSnapshot: () => entries,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    /** Takes files in their order; what is known to be refused is not sent. */
    add(target: Target, files: readonly File[]) {
      const added = files.map((file): UploadEntry => {
        const key = newKey();
        const refused = refusalOfFile(file);
        if (!refused) works.set(key, { file, id: null, hasArrived: false, needless: new AbortController() });
        const state: UploadState = refused ? { at: "refused", code: refused } : { at: "waiting" };
        lastAt = Math.max(lastAt + 1, Date.now());
        return { key, target, name: file.name, size: file.size, at: lastAt, state };
      });
      show([...entries, ...added]);
      startNext();
    },
    /** Ends an upload, or takes what became of one off the list. */
    remove(key: string) {
      remove(key);
      startNext();
    },
    /** Tries again what was cut off: one, or all. */
    retry(key?: string) {
      const isMeant = (entry: UploadEntry) =>
        entry.state.at === "cut" && (key === undefined || entry.key === key);
      show(entries.map((entry) => (isMeant(entry) ? { ...entry, state: { at: "waiting" } } : entry)));
      startNext();
    },
    /** A page shows what becomes of the files for a target, until the returned function is called. */
    showing(target: Target): () => void {
      shown.add(target);
      show([...entries]);
      return () => shown.delete(target);
    },
    isShown: (entry: UploadEntry) => [...shown].some((target) => isFor(target)(entry)),
    isBusy: () => entries.some(isUnderWay),
    close() {
      for (const { key } of entries) remove(key);
    },
  };
}

function failed(answer: Exclude<Answer<unknown>, { ok: true }>, work: Work): UploadState {
  if ("refused" in answer) return { at: "refused", code: answer.refused };
  if (answer.again !== "gone") return cut(typeof answer.again === "number" ? "unavailable" : answer.again);
  // What was sent is not there any more: a new try begins from nothing.
  work.id = null;
  work.hasArrived = false;
  return cut("gone");
}

const cut = (code: CutCode): UploadState => ({ at: "cut", code });

/** Asks again after the time that the site names, while it says that this was too fast. */
async function patiently<T>(ask: () => Promise<Answer<T>>, signal: AbortSignal): Promise<Answer<T>> {
  for (;;) {
    const answer = await ask();
    if (answer.ok || !("again" in answer) || typeof answer.again !== "number") return answer;
    const { again } = answer;
    await new Promise((resolve) => setTimeout(resolve, again * 1000));
    signal.throwIfAborted();
  }
}
