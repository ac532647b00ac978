import { describe, expect, test } from "vitest";
import {
  createDevice,
  type DeviceBrowser,
  type Saved,
  type Subscription,
} from "@/lib/notifications/push/device";
import { newTest } from "@/lib/notifications/push/popup";

/** A browser on a clock of its own, and a site that remembers it. */
function open({
  publicKey = "key" as string | null,
  kept = null as string | null,
  permission = "default" as NotificationPermission,
  answer = "granted" as NotificationPermission,
  hasPushService = true,
  subscribed = null as string | null,
  saved = "saved" as Saved,
  unsupported = null as ReturnType<DeviceBrowser["unsupported"]>,
  installs = Promise.resolve(),
} = {}) {
  const seen = { told: [] as unknown[], saves: [] as unknown[], removed: [] as string[], installed: 0 };
  const world = { kept, permission, subscribed, saved };
  let changed = () => {};
  const subscription = (endpoint: string): Subscription => ({ endpoint, p256dh: "p", auth: "a" });
  const browser: DeviceBrowser = {
    unsupported: () => unsupported,
    permission: () => world.permission,
    onChange(callback) {
      changed = callback;
      return () => {
        changed = () => {};
      };
    },
    async askPermission() {
      world.permission = answer;
      return answer;
    },
    async install() {
      seen.installed += 1;
      await installs;
    },
    subscription: async () => (world.subscribed ? subscription(world.subscribed) : null),
    async subscribe() {
      if (!hasPushService) throw new Error("no push service");
      world.subscribed = "https://push.rinkside.test/fresh";
      return subscription(world.subscribed);
    },
    async unsubscribe() {
      world.subscribed = null;
    },
    async tell(message) {
      seen.told.push(message);
    },
    kept: () => world.kept,
    keep(value) {
      world.kept = value;
    },
  };
  const device = createDevice({
    browser,
    publicKey,
    async save({ endpoint }, known) {
      seen.saves.push({ endpoint, known });
      return world.saved;
    },
    async remove(endpoint) {
      seen.removed.push(endpoint);
    },
  });
  return { device, world, seen, change: () => changed() };
}

/** Until what was begun has come to its end. */
async function started(opened: ReturnType<typeof open>) {
  opened.device.start();
  await new Promise((resolve) => setTimeout(resolve));
  return opened;
}

const popup = newTest("It works", "");
const old = "https://push.rinkside.test/old";

describe("on load", () => {
  test("nothing is asked, and nothing is on", async () => {
    const { device, seen } = await started(open());
    expect(device.getState()).toEqual({ kind: "off" });
    expect(seen).toEqual({ told: [], saves: [], removed: [], installed: 1 });
  });

  test("a permission alone turns nothing on: it may be another one's of this browser", async () => {
    const { device } = await started(open({ permission: "granted" }));
    expect(device.getState()).toEqual({ kind: "off" });
    await device.show(popup);
  });

  test("what somebody else has left ends", async () => {
    const { world, seen } = await started(open({ permission: "granted", subscribed: old }));
    expect(world.subscribed).toBeNull();
    expect(seen.saves).toEqual([]);
  });

  test("what was turned on is renewed under its address", async () => {
    const { device, seen } = await started(open({ permission: "granted", kept: old, subscribed: old }));
    expect(device.getState()).toEqual({ kind: "on", endpoint: old });
    expect(seen.saves).toEqual([{ endpoint: old, known: old }]);
  });

  test("a subscription that the browser has lost is made anew", async () => {
    const { device, seen, world } = await started(open({ permission: "granted", kept: old }));
    const fresh = "https://push.rinkside.test/fresh";
    expect(seen.saves).toEqual([{ endpoint: fresh, known: old }]);
    expect(world.kept).toBe(fresh);
    expect(device.getState()).toEqual({ kind: "on", endpoint: fresh });
  });

  test("what was removed on another device is off here, and stays off", async () => {
    const { device, world } = await started(
      open({ permission: "granted", kept: old, subscribed: old, saved: "removed" }),
    );
    expect(device.getState()).toEqual({ kind: "off" });
    expect(world).toMatchObject({ kept: null, subscribed: null });
  });

  test("a site that does not answer changes nothing", async () => {
    const { device, world } = await started(
      open({ permission: "granted", kept: old, subscribed: old, saved: "failed" }),
    );
    expect(device.getState()).toEqual({ kind: "on", endpoint: old });
    expect(world).toMatchObject({ kept: old, subscribed: old });
  });

  test("what is known is said before the worker is up, and stays so when it does not come up", async () => {
    const worker = Promise.withResolvers<void>();
    const { device } = await started(
      open({ permission: "granted", kept: old, subscribed: old, installs: worker.promise }),
    );
    expect(device.getState()).toEqual({ kind: "on", endpoint: old });
    worker.reject(new Error("no worker"));
    await new Promise((resolve) => setTimeout(resolve));
    expect(device.getState()).toEqual({ kind: "on", endpoint: old });
  });

  test.each([
    [{ permission: "denied" as const }, { kind: "blocked" }],
    [{ unsupported: "home_screen" as const }, { kind: "unsupported", why: "home_screen" }],
  ])("%j is said", async (given, state) => {
    const { device } = await started(open(given));
    expect(device.getState()).toEqual(state);
  });
});

describe("turned on", () => {
  test("the browser asks, subscribes, and the site remembers it", async () => {
    const { device, seen } = await started(open());
    expect(await device.turnOn()).toBe("on");
    expect(device.getState()).toEqual({ kind: "on", endpoint: "https://push.rinkside.test/fresh" });
    expect(seen.saves).toEqual([{ endpoint: "https://push.rinkside.test/fresh", known: null }]);
  });

  test.each([
    ["denied" as const, "blocked", { kind: "blocked" }],
    ["default" as const, "dismissed", { kind: "off" }],
  ])("a reader who answers %s is left alone", async (answer, outcome, state) => {
    const { device, seen } = await started(open({ answer }));
    expect(await device.turnOn()).toBe(outcome);
    expect(device.getState()).toEqual(state);
    expect(seen.saves).toEqual([]);
  });

  test.each([
    ["a site without keys", { publicKey: null }],
    ["a network that keeps push services out", { hasPushService: false }],
  ])("with %s popups come while a tab is open", async (_, given) => {
    const { device, seen } = await started(open(given));
    expect(await device.turnOn()).toBe("on");
    expect(device.getState()).toEqual({ kind: "on", endpoint: null });
    await device.show(popup);
    expect(seen.told).toEqual([{ kind: "show", popup }]);
    expect(seen.saves).toEqual([]);
  });

  test("nothing is half on when the site does not take it", async () => {
    const { device, world } = await started(open({ saved: "failed" }));
    expect(await device.turnOn()).toBe("failed");
    expect(device.getState()).toEqual({ kind: "off" });
    expect(world).toMatchObject({ kept: null, subscribed: null });
  });
});

describe("turned off", () => {
  const on = () => open({ permission: "granted", kept: old, subscribed: old });

  test("by hand the site learns it", async () => {
    const { device, world, seen } = await started(on());
    await device.turnOff();
    expect(device.getState()).toEqual({ kind: "off" });
    expect(world).toMatchObject({ kept: null, subscribed: null });
    expect(seen.removed).toEqual([old]);
    await device.show(popup);
    expect(seen.told).toEqual([]);
  });

  test("at the end of a session what is shown goes too", async () => {
    const { device, world, seen } = await started(on());
    await device.forget();
    expect(seen.told).toEqual([{ kind: "close" }]);
    expect(world).toMatchObject({ kept: null, subscribed: null });
  });

  test("in the browser's settings it is seen at once", async () => {
    const { device, world, change } = await started(on());
    world.permission = "denied";
    change();
    await new Promise((resolve) => setTimeout(resolve));
    expect(device.getState()).toEqual({ kind: "blocked" });
  });
});
