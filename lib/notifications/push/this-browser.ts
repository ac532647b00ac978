import type { DeviceBrowser, Subscription, Unsupported } from "./device";

const WORKER = "/sw.js";
/** A browser that cannot reach its push service may never say so. */
const SUBSCRIBE_WITHIN_MS = 20_000;
/** Signing out must not wait for a worker that does not come up. */
const READY_WITHIN_MS = 5_000;

/** This browser, for one person: on a computer that is shared, each of them decides for themselves. */
export function thisBrowser(personId: string): DeviceBrowser {
  const key = `rinkside-device ${personId}`;
  const registration = () =>
    within(
      READY_WITHIN_MS,
      navigator.serviceWorker.getRegistration().then((found) => found ?? null),
    );

  return {
    unsupported,
    permission: () => Notification.permission,
    onChange(callback) {
      const ended = new AbortController();
      const { signal } = ended;
      window.addEventListener("storage", (event) => event.key === key && callback(), { signal });
      // Not every browser tells; the next page that is loaded finds it out.
      void navigator.permissions
        ?.query({ name: "notifications" })
        .then((status) => !signal.aborted && status.addEventListener("change", callback, { signal }))
        .catch(() => undefined);
      return () => ended.abort();
    },
    askPermission: () => Notification.requestPermission(),
    async install() {
      await navigator.serviceWorker.register(WORKER, { updateViaCache: "none" });
    },
    async subscription(publicKey) {
      const found = await (await registration())?.pushManager?.getSubscription();
      if (!found) return null;
      // The site has another key now: under the old one nothing would come.
      const madeWith = found.options.applicationServerKey;
      if (madeWith && base64url(madeWith) === publicKey) return keysOf(found);
      await found.unsubscribe();
      return null;
    },
    async subscribe(publicKey) {
      const ready = await within(READY_WITHIN_MS, navigator.serviceWorker.ready);
      const made = await within(
        SUBSCRIBE_WITHIN_MS,
        ready.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey }),
      );
      return keysOf(made);
    },
    async unsubscribe() {
      const found = await (await registration())?.pushManager?.getSubscription();
      await found?.unsubscribe();
    },
    async tell(message) {
      if (!(await registration())) return;
      const { active } = await within(READY_WITHIN_MS, navigator.serviceWorker.ready);
      active?.postMessage(message);
    },
    kept() {
      try {
        return localStorage.getItem(key);
      } catch {
        // A browser that keeps nothing shows nothing beside its pages.
        return null;
      }
    },
    keep(value) {
      try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch (error) {
        console.warn("The choice cannot be kept on this device", error);
      }
    },
  };
}

function unsupported(): Unsupported | null {
  if (!window.isSecureContext) return "insecure";
  // On iPhones and iPads notifications are for what was put on the home screen.
  if (typeof Notification === "undefined" && isTouchApple()) return "home_screen";
  if (typeof Notification === "undefined" || !("serviceWorker" in navigator)) return "browser";
  return null;
}

/** An iPad says that it is a Mac; no Mac can be touched. */
function isTouchApple(): boolean {
  return (
    /iPhone|iPad/.test(navigator.userAgent) ||
    (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1)
  );
}

function keysOf(subscription: PushSubscription): Subscription {
  const { endpoint, keys } = subscription.toJSON();
  if (!endpoint || !keys?.p256dh || !keys.auth) throw new Error("A subscription without keys");
  return { endpoint, p256dh: keys.p256dh, auth: keys.auth };
}

function base64url(bytes: ArrayBuffer): string {
  const text = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

async function within<T>(limitMs: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(reject, limitMs, new Error(`Nothing within ${limitMs} ms`));
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
