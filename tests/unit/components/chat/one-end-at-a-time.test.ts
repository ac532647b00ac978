import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import { stepTowards } from "@/components/chat/use-one-end-at-a-time";

const span = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ seq: from + index }));

test.prop([fc.nat(5), fc.integer({ min: 1, max: 5 }), fc.nat(5)])(
  "rows that grow at both ends grow at one end at a time, and are all there after two steps",
  (before, loaded, after) => {
    const rows = span(before + 1, before + loaded);
    const wanted = span(1, before + loaded + after);
    const once = stepTowards(rows, wanted);
    const hasGrownBefore = once.rows[0]?.seq !== rows[0]?.seq;
    const hasGrownAfter = once.rows.at(-1)?.seq !== rows.at(-1)?.seq;
    expect(once.isPrepended).toBe(before > 0);
    expect(hasGrownBefore && hasGrownAfter).toBe(false);
    expect(hasGrownBefore).toBe(once.isPrepended);
    const twice = stepTowards(once.rows, wanted);
    expect(twice).toEqual({ rows: wanted, isPrepended: false });
  },
);

test("rows in an empty list, and edits, are taken as they are", () => {
  expect(stepTowards([], span(1, 3))).toEqual({ rows: span(1, 3), isPrepended: false });
  const same = span(4, 6);
  expect(stepTowards(span(4, 6), same).rows).toBe(same);
});
