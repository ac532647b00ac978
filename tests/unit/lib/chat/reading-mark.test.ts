import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createReadingMark } from "@/lib/chat/conversation/reading-mark";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function started(answer: () => Promise<number> = async () => 200) {
  const written: number[] = [];
  const mark = createReadingMark(
    {
      markRead(seq) {
        written.push(seq);
        return answer();
      },
      markUnread: async () => 200,
    },
    5,
  );
  return { mark, written };
}

test("the first place is written at once, the furthest of those that follow after 3 s", async () => {
  const { mark, written } = started();
  mark.readUpTo(6);
  await vi.advanceTimersByTimeAsync(0);
  mark.readUpTo(7);
  mark.readUpTo(8);
  await vi.advanceTimersByTimeAsync(2_999);
  expect(written).toEqual([6]);
  await vi.advanceTimersByTimeAsync(1);
  expect(written).toEqual([6, 8]);
});

test("who closes the page before that has it written at once, and once", async () => {
  const { mark, written } = started();
  mark.readUpTo(6);
  await vi.advanceTimersByTimeAsync(1_500);
  mark.readUpTo(7);
  mark.flush();
  mark.flush();
  expect(written).toEqual([6, 7]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(written).toEqual([6, 7]);
});

test("within a second of the last mark the database would refuse: it is written when that is over", async () => {
  const { mark, written } = started();
  mark.readUpTo(6);
  await vi.advanceTimersByTimeAsync(400);
  mark.readUpTo(7);
  mark.flush();
  expect(written).toEqual([6]);
  await vi.advanceTimersByTimeAsync(600);
  expect(written).toEqual([6, 7]);
});

test("a mark that was not taken is written again", async () => {
  let status = 503;
  const { mark, written } = started(async () => status);
  mark.readUpTo(6);
  await vi.advanceTimersByTimeAsync(0);
  status = 200;
  await vi.advanceTimersByTimeAsync(3_000);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(written).toEqual([6, 6]);
});

test("an edit that names the reader is read at a place that was read before, and told once", async () => {
  const { mark, written } = started();
  mark.readUpTo(5, 12);
  await vi.advanceTimersByTimeAsync(10_000);
  mark.readUpTo(5, 12);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(written).toEqual([5]);
  mark.readUpTo(5, 13);
  await vi.advanceTimersByTimeAsync(0);
  expect(written).toEqual([5, 5]);
});

test("nothing is written where nothing is new and no edit names the reader", async () => {
  const { mark, written } = started();
  mark.readUpTo(5);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(written).toEqual([]);
});

/** Somebody who has read up to 9, with what the server is told in order, and an answer for each way back. */
async function read9(back: (number | null)[] = [200]) {
  const told: string[] = [];
  const mark = createReadingMark(
    {
      async markRead(seq) {
        told.push(`read ${seq}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
        return 200;
      },
      async markUnread(seq) {
        told.push(`unread ${seq}`);
        const status = back.shift();
        if (status === null || status === undefined) throw new TypeError("Failed to fetch");
        return status;
      },
    },
    5,
  );
  mark.readUpTo(9);
  await vi.advanceTimersByTimeAsync(0);
  return { mark, told };
}

test("who marks as unread has read nothing from there on, whatever is in view, until that is resumed", async () => {
  const { mark, told } = await read9();
  const marking = mark.moveBack(7);
  mark.readUpTo(9);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await marking).toBe(true);
  mark.readUpTo(9);
  mark.flush();
  await vi.advanceTimersByTimeAsync(10_000);
  // The way back is asked for when the mark that was under way has arrived: it would go forward again.
  expect(told).toEqual(["read 9", "unread 7"]);
  expect(mark.place()).toBe(6);
  mark.resume();
  mark.readUpTo(9);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toEqual(["read 9", "unread 7", "read 9"]);
});

test("a way back that comes too soon is asked for once more", async () => {
  const { mark, told } = await read9([429, 200]);
  const marking = mark.moveBack(7);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await marking).toBe(true);
  expect(told).toEqual(["read 9", "unread 7", "unread 7"]);
});

test("a way back that is not taken leaves everything as it was", async () => {
  const { mark, told } = await read9([null]);
  const marking = mark.moveBack(7);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await marking).toBe(false);
  expect(mark.isPaused()).toBe(false);
  mark.readUpTo(10);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toEqual(["read 9", "unread 7", "read 10"]);
});

test("who has gone back in another tab is not marked as having read, until they go on", async () => {
  const { mark, written } = started();
  const begunAt = performance.now();
  await vi.advanceTimersByTimeAsync(10);
  mark.readUpTo(8);
  await vi.advanceTimersByTimeAsync(10);
  // Asked before that was stored: it says nothing of what came after.
  expect(mark.isMovedBack(5, begunAt)).toBe(false);
  expect(mark.isMovedBack(8, performance.now())).toBe(false);
  expect(mark.isMovedBack(9, performance.now())).toBe(false);
  expect(mark.isPaused()).toBe(false);

  expect(mark.isMovedBack(6, performance.now())).toBe(true);
  expect([mark.isPaused(), mark.place()]).toEqual([true, 6]);
  expect(mark.isMovedBack(4, performance.now())).toBe(false);
  mark.readUpTo(9);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(written).toEqual([8]);
  mark.resume();
  mark.readUpTo(9);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(written).toEqual([8, 9]);
});
