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
