import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createAnnouncing } from "@/lib/chat/arrivals/announcing";
import { BURST_MS, type Told } from "@/lib/chat/arrivals/arrivals";
import { messageOf, TEAM, uuid } from "../outbox/examples.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const message = (content: string) => messageOf({ id: uuid(1), teamId: TEAM, content });

function started() {
  const told: Told[] = [];
  return { told, arrived: createAnnouncing((one) => told.push(one)) };
}

test("what is edited before it is told is told as it is by then", () => {
  const { told, arrived } = started();
  const first = message("At nine");
  arrived(first, () => ({ ...first, content: "At ten" }));
  vi.advanceTimersByTime(BURST_MS);
  expect(told).toMatchObject([{ kind: "text", text: "At ten" }]);
});

test("what is deleted before it is told is not told", () => {
  const { told, arrived } = started();
  const first = message("Not for you");
  arrived(first, () => ({ ...first, content: null, deleted_at: first.created_at }));
  vi.advanceTimersByTime(BURST_MS);
  expect(told).toEqual([]);
});

test("what waits in the timeline for the one before it is told as it came", () => {
  const { told, arrived } = started();
  arrived(message("Ahead of its turn"), () => undefined);
  vi.advanceTimersByTime(BURST_MS);
  expect(told).toMatchObject([{ kind: "text", text: "Ahead of its turn" }]);
});
