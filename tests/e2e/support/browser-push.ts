import { type BrowserContext, expect, type Page } from "@playwright/test";
import type { Subscribed } from "../../support/push-service";

/**
 * What a Chromium without a window lacks, and no more: it asks nobody for permission, shows no notification, and reaches
 * no push service. The worker, its pushes, clicks and messages are real.
 */
export async function lendNotifications(
  context: BrowserContext,
  device: Subscribed,
  { answer = "granted" }: { answer?: NotificationPermission } = {},
): Promise<void> {
  await context.addInitScript(
    ({ endpoint, keys, answer }) => {
      const read = (name: string) => localStorage.getItem(`lent ${name}`);
      Object.defineProperty(Notification, "permission", { get: () => read("permission") ?? "default" });
      Notification.requestPermission = async () => {
        localStorage.setItem("lent permission", answer);
        return answer;
      };
      let madeWith: ArrayBuffer | null = null;
      const subscription = {
        endpoint,
        get options() {
          return { applicationServerKey: madeWith };
        },
        toJSON: () => ({ endpoint, keys }),
        async unsubscribe() {
          localStorage.removeItem("lent subscription");
          return true;
        },
      };
      Object.assign(PushManager.prototype, {
        async subscribe({ applicationServerKey }: { applicationServerKey: string }) {
          localStorage.setItem("lent subscription", applicationServerKey);
          return this.getSubscription();
        },
        async getSubscription() {
          const key = read("subscription");
          if (!key) return null;
          const text = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
          madeWith = Uint8Array.from(text, (character) => character.charCodeAt(0)).buffer;
          return subscription;
        },
      });
    },
    { endpoint: device.endpoint, keys: device.keys, answer },
  );
}

type Shown = { title: string; body: string; tag: string };
type Lent = {
  shown: (Shown & { data: unknown; close(): void })[];
  everShown: Shown[];
  focused: string[];
  opened: string[];
  isAway: boolean;
};

/** The site's worker in this browser, and what it does with pushes that a push service brings it. */
export async function workerOf(context: BrowserContext, page: Page) {
  const { origin } = new URL(page.url());
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  // A page of its own to speak to the browser through: the site's may all be closed.
  const cdp = await context.newCDPSession(await context.newPage());
  const registered = Promise.withResolvers<string>();
  cdp.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
    const own = registrations.find(({ scopeURL }) => scopeURL.startsWith(origin));
    if (own) registered.resolve(own.registrationId);
  });
  await cdp.send("ServiceWorker.enable");
  const registrationId = await registered.promise;

  await worker.evaluate(() => {
    // biome-ignore lint/suspicious/noExplicitAny: the worker's global object, which these types do not know
    const scope = self as any;
    const lent: Lent = { shown: [], everShown: [], focused: [], opened: [], isAway: false };
    scope.lent = lent;
    scope.registration.showNotification = async (
      title: string,
      { body, tag, data }: { body: string; tag: string; data: unknown },
    ) => {
      lent.everShown.push({ title, body, tag });
      lent.shown = lent.shown.filter((one) => one.tag !== tag);
      const one = {
        title,
        body,
        tag,
        data,
        close: () => {
          lent.shown = lent.shown.filter((other) => other !== one);
        },
      };
      lent.shown.push(one);
    };
    scope.registration.getNotifications = async () => [...lent.shown];
    // Every page without a window is before somebody's eyes; and only a person's click may bring one forward.
    const matchAll = scope.clients.matchAll.bind(scope.clients);
    scope.clients.matchAll = async (options: unknown) => {
      const pages = await matchAll(options);
      for (const page of pages) {
        if (lent.isAway) Object.defineProperty(page, "visibilityState", { value: "hidden" });
        page.focus = async () => void lent.focused.push(new URL(page.url).pathname);
      }
      return pages;
    };
    scope.clients.openWindow = async (url: string) => void lent.opened.push(new URL(url).pathname);
  });

  return {
    /** Brings a push as the browser's own push service does. */
    deliver: (data: string) => cdp.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data }),
    /** What is shown now, what ever was, and where clicks have led. */
    seen: () =>
      worker.evaluate(() => {
        // biome-ignore lint/suspicious/noExplicitAny: as above
        const { shown, everShown, focused, opened } = (self as any).lent as Lent;
        return {
          shown: shown.map(({ title, body, tag }) => ({ title, body, tag })),
          everShown: everShown.map(({ title, body, tag }) => ({ title, body, tag })),
          focused,
          opened,
        };
      }),
    /** Whether the reader looks at none of the pages that are open. */
    setAway: (isAway: boolean) =>
      worker.evaluate((value) => {
        // biome-ignore lint/suspicious/noExplicitAny: as above
        (self as any).lent.isAway = value;
      }, isAway),
    /** A click on the popup that is shown with this title. */
    click: (title: string) =>
      worker.evaluate(async (wanted) => {
        // biome-ignore lint/suspicious/noExplicitAny: as above
        const scope = self as any;
        const notification = (scope.lent as Lent).shown.find((one) => one.title === wanted);
        if (!notification) throw new Error(`“${wanted}” is not shown`);
        let work: Promise<unknown> = Promise.resolve();
        const event = new Event("notificationclick");
        Object.assign(event, {
          notification,
          waitUntil: (promise: Promise<unknown>) => {
            work = promise;
          },
        });
        scope.dispatchEvent(event);
        await work;
      }, title),
  };
}

/** Opens the settings and turns notifications on in this browser. */
export async function turnOn(page: Page): Promise<void> {
  await page.goto("/settings");
  await page.getByRole("button", { name: "Turn on notifications" }).click();
  await expect(page.getByRole("button", { name: "Send a test" })).toBeVisible();
}
