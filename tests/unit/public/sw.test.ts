import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { describe, expect, test, vi } from "vitest";

const source = readFileSync(join(import.meta.dirname, "../../../public/sw.js"), "utf8");
const site = "https://rinkside.example";
const chrome =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
const safari =
  "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15";

type Page = { url: string; visibilityState?: string; answers?: boolean };
type Shown = {
  title: string;
  tag: string;
  data: { id: string; link: string; at: number; isTest: boolean };
  close(): void;
};

/** The worker in a browser that has these pages open, the one that was looked at last first. */
function start({ pages = [] as Page[], userAgent = chrome } = {}) {
  const listeners = new Map<string, (event: unknown) => void>();
  const shown: Shown[] = [];
  const seen = {
    everShown: [] as string[],
    focused: [] as string[],
    opened: [] as string[],
    led: [] as unknown[],
  };
  const clients = pages.map(({ url, visibilityState = "hidden", answers = true }) => ({
    url: site + url,
    visibilityState,
    focus: async () => void seen.focused.push(url),
    postMessage(message: unknown, [port]: MessagePort[]) {
      if (!answers) return;
      seen.led.push([url, message]);
      port?.postMessage("there");
    },
  }));
  const fetch = vi.fn(async () => new Response());
  const self = {
    location: new URL(`${site}/sw.js`),
    addEventListener: (name: string, listener: (event: unknown) => void) => listeners.set(name, listener),
    skipWaiting: async () => undefined,
    clients: {
      claim: async () => undefined,
      matchAll: async () => clients,
      openWindow: async (url: string) => void seen.opened.push(url),
    },
    registration: {
      async showNotification(title: string, { tag, data }: Shown) {
        seen.everShown.push(tag);
        const replaced = shown.findIndex((other) => other.tag === tag);
        if (replaced >= 0) shown.splice(replaced, 1);
        const one = { title, tag, data, close: () => void shown.splice(shown.indexOf(one), 1) };
        shown.push(one);
      },
      getNotifications: async () => [...shown],
      pushManager: { subscribe: async () => subscription("renewed") },
    },
  };
  runInContext(
    source,
    createContext({
      self,
      fetch,
      navigator: { userAgent },
      URL,
      MessageChannel,
      setTimeout,
      clearTimeout,
      console,
    }),
  );
  const happen = async (name: string, event: object) => {
    let work: Promise<unknown> = Promise.resolve();
    listeners.get(name)?.({ ...event, waitUntil: (promise: Promise<unknown>) => (work = promise) });
    await work;
  };
  return {
    shown,
    seen,
    fetch,
    push: (data: unknown) => happen("push", { data: { json: () => data } }),
    unreadable: () => happen("push", { data: null }),
    tab: (data: unknown) => happen("message", { data }),
    click: (notification: Shown) => happen("notificationclick", { notification }),
    happen,
  };
}

const subscription = (name: string) => ({
  endpoint: `https://push.rinkside.test/${name}`,
  options: {},
  toJSON: () => ({ endpoint: `https://push.rinkside.test/${name}`, keys: { p256dh: "p", auth: "a" } }),
});
const popup = (id = "1", more: object = {}) => ({
  id,
  title: `News ${id}`,
  body: "",
  link: "/tasks",
  at: 0,
  ...more,
});

const keep = (ids: string[], from = 0, to = 0) => ({ kind: "keep", unread: { ids, from, to } });

describe("a popup", () => {
  test("comes with a push while nothing is open", async () => {
    const worker = start();
    await worker.push(popup());
    expect(worker.shown).toMatchObject([{ title: "News 1", tag: "1", data: { link: "/tasks" } }]);
  });

  test("comes once, however many tabs tell it, and the push too, all at the same moment", async () => {
    const worker = start({ pages: [{ url: "/chat" }, { url: "/tasks" }] });
    const show = { kind: "show", popup: popup() };
    await Promise.all([worker.tab(show), worker.tab(show), worker.push(popup()), worker.tab(show)]);
    expect(worker.seen.everShown).toEqual(["1"]);
  });

  test("does not come back when the reader has put it away and the same is told again", async () => {
    const worker = start();
    await worker.push(popup());
    worker.shown[0]?.close();
    await worker.tab({ kind: "show", popup: popup() });
    expect(worker.shown).toEqual([]);
  });

  test("does not come while a tab is before the reader's eyes, nor after, when a hidden one is late", async () => {
    const pages: Page[] = [{ url: "/chat" }, { url: "/tasks", visibilityState: "visible" }];
    const worker = start({ pages });
    await worker.push(popup());
    await worker.tab({ kind: "show", popup: popup() });
    expect(worker.seen.everShown).toEqual([]);
  });

  test("comes while the page before the reader's eyes is one that does not tell it", async () => {
    const worker = start({ pages: [{ url: "/nowhere", visibilityState: "visible", answers: false }] });
    await worker.push(popup());
    expect(worker.seen.everShown).toEqual(["1"]);
  });

  test("of a test comes also then", async () => {
    const worker = start({ pages: [{ url: "/settings", visibilityState: "visible" }] });
    await worker.push(popup("test-1", { isTest: true }));
    expect(worker.shown).toHaveLength(1);
  });

  test("is shown and taken away at once where a browser counts pushes that show nothing", async () => {
    const worker = start({ pages: [{ url: "/tasks", visibilityState: "visible" }], userAgent: safari });
    await worker.push(popup());
    expect(worker.seen.everShown).toEqual(["1"]);
    expect(worker.shown).toEqual([]);
    await worker.tab({ kind: "show", popup: popup("2") });
    expect(worker.seen.everShown).toEqual(["1"]);
  });

  test("that a hidden tab has told is shown by such a push too: it stays, or stays away", async () => {
    const worker = start({ pages: [{ url: "/tasks" }], userAgent: safari });
    await worker.tab({ kind: "show", popup: popup() });
    await worker.push(popup());
    expect(worker.seen.everShown).toEqual(["1", "1"]);
    expect(worker.shown).toHaveLength(1);
    worker.shown[0]?.close();
    await worker.push(popup());
    expect(worker.seen.everShown).toEqual(["1", "1", "1"]);
    expect(worker.shown).toEqual([]);
  });

  test("comes also for a push that cannot be read", async () => {
    const worker = start();
    await worker.unreadable();
    expect(worker.shown).toMatchObject([{ title: "Rinkside", data: { link: "/notifications" } }]);
  });

  test("that fails does not keep the next one back", async () => {
    const worker = start();
    await expect(worker.tab({ kind: "show", popup: null })).rejects.toThrow();
    await worker.push(popup());
    expect(worker.shown).toHaveLength(1);
  });

  test("that is read at the moment when it comes does not stay", async () => {
    const worker = start();
    await Promise.all([worker.push(popup()), worker.tab(keep([]))]);
    expect(worker.seen.everShown).toEqual(["1"]);
    expect(worker.shown).toEqual([]);
  });

  test("goes when it was read, and all go when somebody signs out", async () => {
    const worker = start();
    for (const id of ["1", "2", "3"]) await worker.push(popup(id));
    await worker.tab(keep(["1", "3"]));
    expect(worker.shown.map(({ tag }) => tag)).toEqual(["1", "3"]);
    await worker.tab({ kind: "close" });
    expect(worker.shown).toEqual([]);
  });

  test("stays while no tab can know whether it is unread", async () => {
    const worker = start();
    await worker.push(popup("old", { at: 1 }));
    await worker.push(popup("withdrawn", { at: 5 }));
    await worker.push(popup("just come", { at: 9 }));
    await worker.push(popup("test-1", { at: 5, isTest: true }));
    await worker.tab(keep([], 2, 8));
    expect(worker.shown.map(({ tag }) => tag)).toEqual(["old", "just come", "test-1"]);
  });
});

describe("a click", () => {
  const clicked = async (pages: Page[], link = "/tasks/7?a=b", more: object = {}) => {
    const worker = start({ pages });
    await worker.push(popup("1", { link, ...more }));
    const [one] = worker.shown;
    if (!one) throw new Error("Nothing is shown");
    await worker.click(one);
    return worker;
  };

  test("opens the place where no tab is open, puts the popup away and marks it as read", async () => {
    const { seen, shown, fetch } = await clicked([]);
    expect(seen.opened).toEqual([`${site}/tasks/7?a=b`]);
    expect(shown).toEqual([]);
    expect(fetch).toHaveBeenCalledExactlyOnceWith(
      "/api/notifications/1/read",
      expect.objectContaining({ method: "PATCH" }),
    );
  });

  test("brings the tab forward that was looked at last, and leads it there", async () => {
    const { seen } = await clicked([{ url: "/chat/SWE" }, { url: "/documents" }]);
    expect(seen.focused).toEqual(["/chat/SWE"]);
    expect(seen.led).toEqual([["/chat/SWE", { kind: "open", link: "/tasks/7?a=b" }]]);
    expect(seen.opened).toEqual([]);
  });

  test("prefers the tab that is there already", async () => {
    const { seen } = await clicked([{ url: "/chat/SWE" }, { url: "/tasks/7" }]);
    expect(seen.focused).toEqual(["/tasks/7"]);
  });

  test("leaves pages alone that do not answer, as the one to sign in", async () => {
    const { seen } = await clicked([{ url: "/sign-in", answers: false }, { url: "/chat/SWE" }]);
    expect(seen.focused).toEqual(["/chat/SWE"]);
    const alone = await clicked([{ url: "/sign-in", answers: false }]);
    expect(alone.seen.focused).toEqual([]);
    expect(alone.seen.opened).toEqual([`${site}/tasks/7?a=b`]);
  });

  test.each(["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])(
    "never leads elsewhere: %s",
    async (link) => {
      const { seen } = await clicked([], link);
      expect(seen.opened).toEqual([`${site}/notifications`]);
    },
  );

  test("on a test marks nothing as read", async () => {
    const { fetch } = await clicked([], "/settings", { isTest: true });
    expect(fetch).not.toHaveBeenCalled();
  });
});

describe("a subscription that the browser changes", () => {
  const sent = (worker: ReturnType<typeof start>) => {
    const [path, init] = (worker.fetch.mock.calls[0] ?? []) as unknown as [string, RequestInit];
    return [path, JSON.parse(String(init?.body))];
  };
  const known = "https://push.rinkside.test/old";

  test("is told to the site under its new address", async () => {
    const worker = start();
    await worker.happen("pushsubscriptionchange", {
      oldSubscription: subscription("old"),
      newSubscription: subscription("new"),
    });
    expect(sent(worker)).toEqual([
      "/api/push",
      { endpoint: "https://push.rinkside.test/new", keys: { p256dh: "p", auth: "a" }, known },
    ]);
  });

  test("and is made anew where the browser does not", async () => {
    const worker = start();
    await worker.happen("pushsubscriptionchange", {
      oldSubscription: subscription("old"),
      newSubscription: null,
    });
    expect(sent(worker)).toMatchObject([
      "/api/push",
      { endpoint: "https://push.rinkside.test/renewed", known },
    ]);
  });
});
