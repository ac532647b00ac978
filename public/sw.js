// What runs when no page of ours does: it shows what a push service brings, and leads to the place that a popup is about.
// Whatever is to be shown beside the pages goes through here, from a push and from every open tab alike: so it is shown
// once, by whichever way it comes first, and not at all while a tab is before the reader's eyes, which shows it itself.

/** So many are remembered as shown, for as long as the browser keeps this running; the same one comes again within seconds. */
const REMEMBERED = 100;
/** A page that is alive answers at once; one that does not is left where it is. */
const ANSWER_WITHIN_MS = 500;

/** @typedef {{ id: string, title: string, body: string, link: string, at: number, isTest?: boolean }} Popup */

/** @type {Set<string>} */
const dealtWith = new Set();
let turn = Promise.resolve();

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  event.waitUntil(inTurn(() => show(popupOf(event.data), true)));
});

self.addEventListener("message", (event) => {
  const { kind, popup, unread } = event.data ?? {};
  if (kind === "show") event.waitUntil(inTurn(() => show(popup, false)));
  if (kind === "keep") event.waitUntil(inTurn(() => close(isOutdated(unread))));
  if (kind === "close") event.waitUntil(inTurn(() => close(() => true)));
});

self.addEventListener("notificationclick", (event) => {
  const { id, link, isTest } = event.notification.data ?? {};
  event.notification.close();
  event.waitUntil(Promise.all([lead(link), id && !isTest && markRead(id)]));
});

self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(renew(event));
});

/** One after the other: what is read while it is about to be shown must be taken away after that, not before. */
function inTurn(work) {
  const done = turn.then(work);
  turn = done.catch(() => undefined);
  return done;
}

/** A push that cannot be read is shown too: a browser takes the right to push away from a site that shows nothing. */
function popupOf(data) {
  try {
    return data.json();
  } catch {
    return { id: "unreadable", title: "Rinkside", body: "", link: "/notifications", at: Date.now() };
  }
}

/** @param {Popup} popup */
async function show({ id, title, body, link, at, isTest = false }, isPush) {
  const isKnown = dealtWith.has(id);
  dealtWith.add(id);
  if (dealtWith.size > REMEMBERED) dealtWith.delete(dealtWith.values().next().value);
  const isSeen = isKnown || (!isTest && (await isLookedAt()));
  if (isSeen && !(isPush && mustShow())) return;
  // One that still stands there is only shown again, and stays.
  const stands = isKnown && (await self.registration.getNotifications()).some(({ tag }) => tag === id);
  await self.registration.showNotification(title, {
    body,
    // A browser shows one for each tag, so that one that comes again replaces itself without a sound.
    tag: id,
    icon: "/icon-192.png",
    badge: "/badge-96.png",
    timestamp: at,
    data: { id, link, at, isTest },
  });
  if (isSeen && !stands) await close(({ tag }) => tag === id);
}

/** Whether a page is before the reader's eyes that shows what arrives: one where nobody is signed in, or that failed, does not. */
async function isLookedAt() {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const visible = pages.filter(({ visibilityState }) => visibilityState === "visible");
  const answers = await Promise.all(visible.map((page) => asks(page, { kind: "look" })));
  return answers.includes(true);
}

/** Safari ends a subscription after three pushes that showed nothing, whatever is before the reader's eyes. */
function mustShow() {
  return /AppleWebKit/.test(navigator.userAgent) && !/Chrome|Chromium/.test(navigator.userAgent);
}

/** Takes away what was read or withdrawn meanwhile, or all of them, as when somebody signs out. */
async function close(isWanted) {
  for (const shown of await self.registration.getNotifications()) {
    if (isWanted(shown)) shown.close();
  }
}

/** Whether a popup is about something that a tab has found to be unread no more. */
function isOutdated({ ids, from, to }) {
  return ({ tag, data }) => !data?.isTest && data?.at >= from && data?.at <= to && !ids.includes(tag);
}

/** Leads to a place: in a tab that is open, or else in a new one. */
async function lead(link) {
  const wanted = new URL(link ?? "/", self.location.origin);
  const url =
    wanted.origin === self.location.origin ? wanted : new URL("/notifications", self.location.origin);
  const place = url.pathname + url.search;
  // The one that was looked at last comes first; before it one that is there already.
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const isThere = (page) => new URL(page.url).pathname === url.pathname;
  for (const page of [...pages.filter(isThere), ...pages.filter((page) => !isThere(page))]) {
    // A click entitles to one window: so it is known that the page will go there before it is brought forward.
    if (await asks(page, { kind: "open", link: place })) return page.focus();
  }
  return self.clients.openWindow(url.href);
}

/** Asks a page for something. False for one that does not answer, as where nobody is signed in. */
function asks(page, message) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const timer = setTimeout(resolve, ANSWER_WITHIN_MS, false);
    port1.onmessage = () => {
      clearTimeout(timer);
      resolve(true);
    };
    page.postMessage(message, [port2]);
  });
}

async function markRead(id) {
  try {
    await fetch(`/api/notifications/${id}/read`, {
      method: "PATCH",
      headers: { "Content-Type": "application/json" },
      body: "{}",
      keepalive: true,
    });
  } catch (error) {
    // It stays unread, as it does for somebody who opens the place by another way.
    console.warn("It could not be marked as read", error);
  }
}

/** A browser may give a subscription another address; the site must learn it, or nothing comes any more. */
async function renew({ oldSubscription, newSubscription }) {
  const fresh =
    newSubscription ??
    (oldSubscription && (await self.registration.pushManager.subscribe(oldSubscription.options)));
  if (!fresh) return;
  const { endpoint, keys } = fresh.toJSON();
  await fetch("/api/push", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ endpoint, keys, known: oldSubscription?.endpoint ?? endpoint }),
  });
}
