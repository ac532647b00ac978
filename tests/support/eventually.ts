import { vi } from "vitest";

/** Waits until what a test expects holds, also on a busy machine. */
export function eventually(check: () => void | Promise<void>, timeout = 5_000): Promise<void> {
  return vi.waitFor(check, { timeout, interval: 20 });
}
