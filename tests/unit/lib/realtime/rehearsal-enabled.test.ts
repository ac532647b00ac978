import { afterEach, expect, test, vi } from "vitest";
import { isRehearsalEnabled } from "@/lib/realtime/rehearsal/enabled";

vi.mock("server-only", () => ({}));
afterEach(() => void vi.unstubAllEnvs());

test.each([
  ["production", undefined, false],
  ["production", "0", false],
  ["production", "1", true],
  ["development", undefined, true],
])("in %s with RINKSIDE_REHEARSAL %s faults can be rehearsed: %s", (mode, wanted, expected) => {
  vi.stubEnv("NODE_ENV", mode);
  vi.stubEnv("RINKSIDE_REHEARSAL", wanted);
  expect(isRehearsalEnabled()).toBe(expected);
});

test("anything else is a mistake that is named", () => {
  vi.stubEnv("RINKSIDE_REHEARSAL", "yes");
  expect(isRehearsalEnabled).toThrow("RINKSIDE_REHEARSAL");
});
