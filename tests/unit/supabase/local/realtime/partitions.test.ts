import fc from "fast-check";
import { expect, test } from "vitest";
import {
  daysAround,
  expired,
  untilMidnight,
} from "../../../../../supabase/local/realtime/partitions/days.ts";

const noon = Date.UTC(2027, 1, 28, 12);

test("there is a partition for yesterday, today and three days ahead", () => {
  expect(daysAround(noon).map(({ name }) => name)).toEqual([
    "messages_2027_02_27",
    "messages_2027_02_28",
    "messages_2027_03_01",
    "messages_2027_03_02",
    "messages_2027_03_03",
  ]);
});

test("they follow each other without a gap, at any time", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("2020-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }),
      (date) => {
        const days = daysAround(date.getTime());
        expect(days.slice(1).map(({ from }) => from)).toEqual(days.slice(0, -1).map(({ to }) => to));
        expect(days[1]?.from).toBe(date.toISOString().slice(0, 10));
        expect(
          expired(
            days.map(({ name }) => name),
            date.getTime(),
          ),
        ).toEqual([]);
      },
    ),
  );
});

test("days more than three days ago go, and nothing that is not a day", () => {
  const names = ["messages_2027_02_24", "messages_2027_02_25", "messages_2027_03_03", "messages_default"];
  expect(expired(names, noon)).toEqual(["messages_2027_02_24"]);
});

test("midnight is UTC's", () => {
  expect(untilMidnight(noon)).toBe(12 * 3_600_000);
});
