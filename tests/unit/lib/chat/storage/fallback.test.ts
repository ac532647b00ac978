import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createFallbackStorage } from "@/lib/chat/storage/fallback";
import { createMemoryStorage } from "@/lib/chat/storage/memory";
import type { ChatStorage } from "@/lib/chat/storage/storage";
import { entry, TEAM, USER } from "../outbox/examples";

const TYPED = { userId: USER, teamId: TEAM, tabId: "a" };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function device(): ChatStorage {
  return { ...createMemoryStorage(), kept: () => "device" };
}

const contents = async (storage: ChatStorage) =>
  (await storage.readEntries(USER)).map(({ content }) => content);

test("while the device works, all is kept there", async () => {
  const disk = device();
  const storage = createFallbackStorage(disk);
  await storage.addEntry(entry(1), TYPED);
  expect(storage.kept()).toBe("device");
  expect(await contents(disk)).toEqual(["text 1"]);
});

test("a device that fails is said to, and the tab goes on with what it knew", async () => {
  const disk = device();
  const storage = createFallbackStorage(disk);
  await storage.addEntry(entry(1), TYPED);
  await storage.readEntries(USER);
  disk.addEntry = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
  await storage.addEntry(entry(2), TYPED);
  expect(storage.kept()).toBe("tab");
  expect(await contents(storage)).toEqual(["text 1", "text 2"]);
  await storage.changeEntry(entry(1).id, () => null);
  expect(await contents(storage)).toEqual(["text 2"]);
});

test("a device that never answers is given up after 3 s", async () => {
  const storage = createFallbackStorage({ ...device(), addEntry: () => new Promise(() => {}) });
  const adding = storage.addEntry(entry(1), TYPED);
  await vi.advanceTimersByTimeAsync(3_000);
  await adding;
  expect(storage.kept()).toBe("tab");
  expect(await contents(storage)).toEqual(["text 1"]);
});

test("signing out clears both", async () => {
  const disk = device();
  const storage = createFallbackStorage(disk);
  await storage.addEntry(entry(1), TYPED);
  await storage.readEntries(USER);
  await storage.clear(USER);
  expect([await contents(disk), await contents(storage)]).toEqual([[], []]);
});
