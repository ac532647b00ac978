import { expect, test } from "vitest";
import { createStillUnread } from "@/lib/notifications/push/still-unread";
import { example } from "../example";

const minute = (number: number) => new Date(Date.UTC(2026, 10, 25, 12, number)).toISOString();
const at = (number: number) => Date.parse(minute(number));

test("what is unread is told, for all time up to the newest that was read", () => {
  const unread = example({ createdAt: minute(1) });
  const read = example({ createdAt: minute(2), readAt: minute(3) });
  expect(createStillUnread().in({ unread: 1, notifications: [read, unread] })).toEqual({
    ids: [unread.id],
    from: 0,
    to: at(2),
  });
});

test("one that was there and is withdrawn is within it, however new it was", () => {
  const still = createStillUnread();
  const withdrawn = example({ createdAt: minute(5) });
  still.in({ unread: 1, notifications: [withdrawn] });
  expect(still.in({ unread: 0, notifications: [] })).toEqual({ ids: [], from: 0, to: at(5) });
});

test("of a list that was not read to its end nothing is said of what is older", () => {
  const [older, newer] = [example({ createdAt: minute(1) }), example({ createdAt: minute(2) })];
  expect(createStillUnread().in({ unread: 3, notifications: [newer, older] })).toMatchObject({
    from: at(1),
    to: at(2),
  });
});
