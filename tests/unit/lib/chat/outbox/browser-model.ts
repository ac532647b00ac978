import type { Clock } from "@/lib/chat/clock";
import type { Locks } from "@/lib/chat/outbox/locks";
import type { News, Tabs } from "@/lib/chat/outbox/tabs";
import type { SendInput, SendResult } from "@/lib/chat/schema";
import { createMemoryStorage } from "@/lib/chat/storage/memory";
import type { ChatStorage } from "@/lib/chat/storage/storage";
import { messageOf } from "./examples";

/** What becomes of a request: how the server takes it, and whether its answer comes back. */
export type Fate = {
  server: "stores" | "never hears" | "forbids" | "too fast" | "fails" | "signed out";
  answer: "comes" | "is lost";
};

type Event = { readonly tab: TabModel | null; run(): void };
type Timer = { readonly tab: TabModel; readonly at: number; readonly run: () => void };
type Wait = { readonly tab: TabModel; readonly run: () => Promise<void>; readonly done: () => void };

/**
 * A browser with several tabs and a server behind a bad network. Whatever takes time is an event that waits until the
 * test picks it, so that any order can be tried; a tab that crashes stops at whatever it was doing.
 */
export class BrowserModel {
  readonly device = createMemoryStorage();
  /** What the server has stored, in its order. */
  readonly stored: SendInput[] = [];
  /** The place of the newest answer of a colleague; only ever a later one. */
  answered = 0;
  readonly events: Event[] = [];
  fates: Fate[] = [];
  now = 1_000_000;
  #timers: Timer[] = [];
  readonly tabs = new Set<TabModel>();
  readonly #locks = new Map<string, Wait[]>();

  open(): TabModel {
    const tab = new TabModel(this);
    this.tabs.add(tab);
    return tab;
  }

  /** The tab ends at once: its timers and what it waits for never come, and its locks are free. */
  crash(tab: TabModel): void {
    tab.hasCrashed = true;
    this.tabs.delete(tab);
    this.#timers = this.#timers.filter((timer) => timer.tab !== tab);
    for (const [name, waits] of this.#locks) {
      const [holder] = waits;
      this.#locks.set(
        name,
        waits.filter((wait) => wait.tab !== tab),
      );
      if (holder?.tab === tab) this.#grant(name);
    }
  }

  /** Lets one thing happen, of all that may happen next. */
  happen(pick: number): void {
    const [event] = this.events.splice(pick % Math.max(1, this.events.length), 1);
    if (event && !event.tab?.hasCrashed) event.run();
  }

  /** Lets the time come that the next timer waits for. False when no one waits for anything. */
  advance(): boolean {
    const [next] = this.#timers.toSorted((a, b) => a.at - b.at);
    if (!next) return false;
    this.now = Math.max(this.now, next.at);
    this.#timers.splice(this.#timers.indexOf(next), 1);
    next.run();
    return true;
  }

  later(tab: TabModel | null, run: () => void): void {
    this.events.push({ tab, run });
  }

  after(tab: TabModel, ms: number, run: () => void): () => void {
    const timer = { tab, at: this.now + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  lock(name: string, wait: Wait): void {
    const waits = this.#locks.get(name) ?? [];
    this.#locks.set(name, [...waits, wait]);
    if (waits.length === 0) this.#grant(name);
  }

  #grant(name: string): void {
    const [wait] = this.#locks.get(name) ?? [];
    if (!wait) return;
    this.later(wait.tab, () => {
      void wait.run().finally(() => {
        if (wait.tab.hasCrashed) return;
        this.#locks.set(name, (this.#locks.get(name) ?? []).slice(1));
        wait.done();
        this.#grant(name);
      });
    });
  }

  /** A request on its way: it reaches the server when that is picked, however late, and the tab when that is picked. */
  request(tab: TabModel, input: SendInput, signal?: AbortSignal): Promise<SendResult> {
    const fate = this.fates.shift() ?? { server: "stores", answer: "comes" };
    return new Promise((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason));
      this.later(null, () => {
        const answer = this.#serve(input, fate.server);
        if (fate.answer === "is lost") return;
        this.later(tab, () => (answer ? resolve(answer) : reject(new TypeError("Failed to fetch"))));
      });
    });
  }

  #serve(input: SendInput, how: Fate["server"]): SendResult | null {
    switch (how) {
      case "stores":
        if (!this.stored.some(({ id }) => id === input.id)) {
          if (input.writtenAfter !== null && input.writtenAfter < this.answered)
            return { ok: false, code: "answered", answer: { seq: this.answered, name: "Sofia Keller" } };
          this.stored.push(input);
        }
        return { ok: true, message: messageOf(input) };
      case "never hears":
        return null;
      case "forbids":
        return { ok: false, code: "forbidden" };
      case "too fast":
        return { ok: false, code: "too_fast", retryAfterSeconds: 20 };
      case "fails":
        return { ok: false, code: "unavailable" };
      case "signed out":
        return { ok: false, code: "signed_out" };
    }
  }
}

/** One tab: what it asks of the browser takes time, and is never answered once it has crashed. */
export class TabModel {
  hasCrashed = false;
  readonly #browser: BrowserModel;
  #onNews: ((news: News) => void) | null = null;

  readonly storage: ChatStorage;

  constructor(browser: BrowserModel) {
    this.#browser = browser;
    this.storage = this.#slow(browser.device);
  }

  readonly clock: Clock = {
    now: () => this.#browser.now,
    after: (ms, run) => this.#browser.after(this, ms, run),
  };

  readonly locks: Locks = {
    hold: (name, _signal, run) => new Promise((done) => this.#browser.lock(name, { tab: this, run, done })),
  };

  readonly channel: Tabs = {
    tell: (news) => {
      for (const tab of this.#browser.tabs) {
        if (tab !== this) this.#browser.later(tab, () => tab.#onNews?.(news));
      }
    },
    listen: (onNews) => {
      this.#onNews = onNews;
      return () => {
        this.#onNews = null;
      };
    },
  };

  readonly request = (input: SendInput, signal?: AbortSignal) => this.#browser.request(this, input, signal);

  /** The device does what it is asked in the order of asking, even for a tab that crashes before it hears of it. */
  #slow(device: ChatStorage): ChatStorage {
    const later = async <T>(done: Promise<T>): Promise<T> => {
      const result = await done;
      await new Promise<void>((resolve) => this.#browser.later(this, resolve));
      return result;
    };
    return {
      kept: device.kept,
      readEntries: (userId) => later(device.readEntries(userId)),
      addEntry: (entry, typedAs) => later(device.addEntry(entry, typedAs)),
      changeEntry: (id, change, draft) => later(device.changeEntry(id, change, draft)),
      readDrafts: (userId) => later(device.readDrafts(userId)),
      writeDraft: (draft) => later(device.writeDraft(draft)),
      adoptDrafts: (key, isGone) => later(device.adoptDrafts(key, isGone)),
      clear: (userId) => later(device.clear(userId)),
    };
  }
}
