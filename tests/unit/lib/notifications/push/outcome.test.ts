import { expect, test } from "vitest";
import { outcomeOf } from "@/lib/notifications/push/outcome";

const now = Date.parse("2026-12-01T12:00:00Z");

test.each([200, 201, 202])("%i has taken it", (status) => {
  expect(outcomeOf(status, 1, undefined, now)).toEqual({ outcome: "sent" });
});

test.each([404, 410])("%i says that the device listens no more", (status) => {
  expect(outcomeOf(status, 1, undefined, now)).toEqual({ outcome: "gone" });
});

test.each([301, 400, 401, 403, 413])("%i would be the same again", (status) => {
  expect(outcomeOf(status, 1, undefined, now)).toEqual({ outcome: "refused" });
});

test.each([429, 500, 502, 503])("%i is tried again, each time after twice as long", (status) => {
  const waits = [1, 2, 3, 4].map((attempt) => outcomeOf(status, attempt, undefined, now));
  expect(waits).toEqual([30, 60, 120, 240].map((retry_seconds) => ({ outcome: "later", retry_seconds })));
});

test.each([
  ["in seconds", "90", 90],
  ["as a date", "Tue, 01 Dec 2026 12:05:00 GMT", 300],
  ["less than we wait anyway", "1", 30],
  ["more than is of use", "86400", 3_600],
  ["in the past", "Tue, 01 Dec 2026 11:00:00 GMT", 30],
  ["as nonsense", "soon", 30],
])("a push service says when, %s", (_, retryAfter, retry_seconds) => {
  expect(outcomeOf(429, 1, retryAfter, now)).toEqual({ outcome: "later", retry_seconds });
});
