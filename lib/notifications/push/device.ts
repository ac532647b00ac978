import type { Popup, StillUnread } from "./popup";

/** Why this browser shows nothing beside its pages, if it cannot. */
export type Unsupported = "insecure" | "home_screen" | "browser";

export type DeviceState =
  /** Not looked yet. */
  | { kind: "unknown" }
  | { kind: "unsupported"; why: Unsupported }
  /** The reader has told the browser never to ask again. */
  | { kind: "blocked" }
  | { kind: "off" }
  /** `endpoint` is null where nothing is pushed: then popups come only while a tab is open. */
  | { kind: "on"; endpoint: string | null };

/** What the browser does with a push subscription. */
export type Subscription = { endpoint: string; p256dh: string; auth: string };

/** The browser as a device needs it. */
export type DeviceBrowser = {
  unsupported(): Unsupported | null;
  permission(): NotificationPermission;
  /** Calls back when the permission changes in the browser's own settings, or another tab keeps another choice. @returns ends that */
  onChange(callback: () => void): () => void;
  /** To be called while a click is handled: some browsers ask only then. */
  askPermission(): Promise<NotificationPermission>;
  /** Has the worker installed, which asks nobody anything. */
  install(): Promise<void>;
  /** The subscription there is, if it was made with this key. */
  subscription(publicKey: string): Promise<Subscription | null>;
  /** @throws when no push service can be reached */
  subscribe(publicKey: string): Promise<Subscription>;
  unsubscribe(): Promise<void>;
  /** Hands something to the worker. */
  tell(
    message: { kind: "show"; popup: Popup } | { kind: "keep"; unread: StillUnread } | { kind: "close" },
  ): Promise<void>;
  /** What this browser keeps: under which address the site knows it; "" for popups of open tabs alone. */
  kept(): string | null;
  keep(value: string | null): void;
};

/** What the site says of a subscription that is handed to it; "removed" when it was removed elsewhere meanwhile. */
export type Saved = "saved" | "removed" | "failed";

export type DeviceOptions = {
  browser: DeviceBrowser;
  /** Null where nothing is pushed. */
  publicKey: string | null;
  save(subscription: Subscription, known: string | null): Promise<Saved>;
  /** Tells the site that nothing is to be sent there any more; what fails the push service will say. */
  remove(endpoint: string): Promise<unknown>;
};

export type Device = ReturnType<typeof createDevice>;

/**
 * This browser as a device that shows notifications beside its pages. It begins on the reader's word only, and ends with
 * it, with the session, or when they remove the device on another one.
 */
export function createDevice({ browser, publicKey, save, remove }: DeviceOptions) {
  const listeners = new Set<() => void>();
  let state: DeviceState = { kind: "unknown" };
  /** What is under way comes to its end before the next begins. */
  let turn: Promise<unknown> = Promise.resolve();

  function set(next: DeviceState) {
    state = next;
    for (const listener of listeners) listener();
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  }

  /** What the browser allows and the reader wants, without changing either. */
  function asItIs(): DeviceState {
    const why = browser.unsupported();
    if (why) return { kind: "unsupported", why };
    const permission = browser.permission();
    if (permission === "denied") return { kind: "blocked" };
    const kept = browser.kept();
    return permission === "granted" && kept !== null
      ? { kind: "on", endpoint: kept || null }
      : { kind: "off" };
  }

  async function end() {
    browser.keep(null);
    await browser.unsubscribe();
    set(asItIs());
  }

  /** Renews what was wanted here before, or ends what is left of somebody else. */
  async function sync() {
    // A worker may take its time, or never come up: until then this is said.
    set(asItIs());
    if (browser.unsupported()) return;
    await browser.install();
    const before = asItIs();
    if (before.kind !== "on") return end();
    set(before);
    // Popups of open tabs alone: pushing is taken up when somebody turns it on anew.
    if (!publicKey || before.endpoint === null) return;
    const subscription =
      (await browser.subscription(publicKey)) ?? (await browser.subscribe(publicKey).catch(() => null));
    if (!subscription) return;
    const saved = await save(subscription, before.endpoint);
    if (saved === "removed") {
      // Another reader's, or turned off elsewhere: what was shown under it goes too.
      await browser.tell({ kind: "close" });
      return end();
    }
    if (saved === "failed") return;
    browser.keep(subscription.endpoint);
    set(asItIs());
  }

  return {
    isPushed: publicKey !== null,
    getState: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    /** Looks what there is, and again whenever something changes, until the returned function is called. */
    start(): () => void {
      const look = () => void inTurn(sync).catch((error: unknown) => console.warn("Notifications", error));
      look();
      return browser.onChange(look);
    },
    /** Asks the reader, and begins. @returns what came of it; "failed" when the site did not take it */
    async turnOn(): Promise<"on" | "blocked" | "dismissed" | "failed"> {
      // At once: after anything else it would not be the click any more.
      const permission = await browser.askPermission();
      return inTurn(async () => {
        if (permission !== "granted") {
          set(asItIs());
          return permission === "denied" ? "blocked" : "dismissed";
        }
        await browser.install();
        const subscription = publicKey && (await subscribeIfPossible(browser, publicKey));
        if (subscription && (await save(subscription, null)) !== "saved") {
          await end();
          return "failed";
        }
        browser.keep(subscription ? subscription.endpoint : "");
        set(asItIs());
        return "on";
      });
    },
    turnOff: () =>
      inTurn(async () => {
        const endpoint = browser.kept();
        await end();
        if (endpoint) await remove(endpoint);
      }),
    /** Leaves nothing of the reader's on a computer that the next one may share. */
    forget: () =>
      inTurn(async () => {
        if (browser.unsupported()) return;
        await browser.tell({ kind: "close" });
        await end();
      }),
    /** Shows something beside the pages, if the reader wants that here. */
    async show(popup: Popup) {
      if (asItIs().kind === "on") await browser.tell({ kind: "show", popup });
    },
    /** Takes away what was read, and what is there no more. */
    async keep(unread: StillUnread) {
      if (asItIs().kind === "on") await browser.tell({ kind: "keep", unread });
    },
  };
}

/** A network may keep push services out, and a browser may have none: popups of open tabs work all the same. */
async function subscribeIfPossible(browser: DeviceBrowser, publicKey: string): Promise<Subscription | null> {
  try {
    return (await browser.subscription(publicKey)) ?? (await browser.subscribe(publicKey));
  } catch (error) {
    console.warn("No push service can be reached", error);
    return null;
  }
}
