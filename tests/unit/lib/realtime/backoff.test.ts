import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import { backoff } from "@/lib/realtime/backoff";

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test.prop([fc.integer({ min: 1, max: 10_000 }), random])(
  "waits between half a second and thirty",
  (failures, part) => {
    const wait = backoff(failures, part);
    expect(wait).toBeGreaterThanOrEqual(500);
    expect(wait).toBeLessThanOrEqual(30_000);
  },
);

test.prop([fc.integer({ min: 1, max: 50 }), random])(
  "never waits less after one more failure",
  (failures, part) => {
    expect(backoff(failures + 1, part)).toBeGreaterThanOrEqual(backoff(failures, part));
  },
);
