import fc from "fast-check";
import { expect, test } from "vitest";
import { admit, openWindow } from "../../../../../supabase/local/realtime/limits/window.ts";

test("no window lets more than its limit through, and a calm caller is never refused", () => {
  const gaps = fc.array(fc.nat(100), { maxLength: 200 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 }), gaps, (limit, waits) => {
      const window = openWindow(limit, 100);
      let now = 0;
      let opened = Number.NEGATIVE_INFINITY;
      let calls = 0;
      for (const wait of waits) {
        now += wait;
        if (now >= opened + 100) {
          opened = now;
          calls = 0;
        }
        calls += 1;
        expect(admit(window, now)).toBe(calls <= limit);
      }
    }),
  );
});

test("the sixth presence call in thirty seconds is refused, and one after them is not", () => {
  const window = openWindow(5, 30_000);
  const admitted = [0, 1_000, 2_000, 3_000, 4_000, 29_999, 30_000].map((now) => admit(window, now));
  expect(admitted).toEqual([true, true, true, true, true, false, true]);
});
