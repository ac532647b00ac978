import { beforeEach, expect, test, vi } from "vitest";
import { sendPushesAfterWrites } from "@/lib/notifications/push/after-writes";
import { sendPushes } from "@/lib/notifications/push/send";
import { setAfterWrite } from "@/lib/supabase/after-write";

vi.mock("server-only", () => ({}));
vi.mock("@/lib/notifications/push/send", () => ({ sendPushes: vi.fn() }));
vi.mock("@/lib/supabase/after-write", () => ({ setAfterWrite: vi.fn() }));

const keys = {
  VAPID_PUBLIC_KEY: "B".repeat(87),
  VAPID_PRIVATE_KEY: "a".repeat(43),
  VAPID_SUBJECT: "mailto:organisers@rinkside.example",
};

beforeEach(() => {
  vi.resetAllMocks();
  for (const [name, value] of Object.entries(keys)) vi.stubEnv(name, value);
});

function begin(): () => Promise<void> {
  sendPushesAfterWrites();
  const [work] = vi.mocked(setAfterWrite).mock.calls[0] ?? [];
  if (!work) throw new Error("Nothing is done after a write");
  return work;
}

test("many who write while something is sent are followed by one more look, after the last of them", async () => {
  const first = Promise.withResolvers<never>();
  vi.mocked(sendPushes).mockReturnValueOnce(first.promise);
  const work = begin();
  const all = [work(), work(), work(), work()];
  expect(sendPushes).toHaveBeenCalledTimes(1);
  first.resolve(undefined as never);
  await Promise.all(all);
  expect(sendPushes).toHaveBeenCalledTimes(2);
  await work();
  expect(sendPushes).toHaveBeenCalledTimes(3);
});

test("what fails is said, and the next one is tried", async () => {
  const said = vi.spyOn(console, "error").mockReturnValue(undefined);
  vi.mocked(sendPushes).mockRejectedValueOnce(new Error("claim_pushes: unreachable"));
  const work = begin();
  await work();
  expect(said).toHaveBeenCalledWith("push:", expect.any(Error));
  await work();
  expect(sendPushes).toHaveBeenCalledTimes(2);
});

test("without keys nothing is done, and with half of them the site does not start", () => {
  vi.stubEnv("VAPID_PRIVATE_KEY", undefined);
  expect(() => sendPushesAfterWrites()).toThrow("Rinkside cannot start: set VAPID_PRIVATE_KEY");
  for (const name of Object.keys(keys)) vi.stubEnv(name, undefined);
  sendPushesAfterWrites();
  expect(setAfterWrite).not.toHaveBeenCalled();
});
