import { expect, test } from "vitest";
import { badgedIcon, badgeText, titleWith } from "@/lib/notifications/tab-badge";

test("the count stands before the title once, and goes with the last one", () => {
  expect(titleWith(3, "Tasks · Rinkside")).toBe("(3) Tasks · Rinkside");
  expect(titleWith(2, "(3) Tasks · Rinkside")).toBe("(2) Tasks · Rinkside");
  expect(titleWith(120, "(3) Tasks · Rinkside")).toBe("(99+) Tasks · Rinkside");
  expect(titleWith(0, "(99+) Tasks · Rinkside")).toBe("Tasks · Rinkside");
});

test("a title that begins with a bracket of its own keeps it", () => {
  expect(titleWith(0, "(Draft) Arrival")).toBe("(Draft) Arrival");
  expect(titleWith(1, "(Draft) Arrival")).toBe("(1) (Draft) Arrival");
});

test("a page without a title has the count alone", () => {
  expect(titleWith(3, "")).toBe("(3)");
  expect(titleWith(4, "(3)")).toBe("(4)");
  expect(titleWith(0, "(4)")).toBe("");
});

test("more than 99 is said so", () => {
  expect([0, 99, 100, 5000].map(badgeText)).toEqual(["0", "99", "99+", "99+"]);
});

test("the icon shows a figure up to nine, and from ten on a dot alone", () => {
  const drawn = (count: number) => decodeURIComponent(badgedIcon(count));
  expect(drawn(9)).toContain(">9</text>");
  expect(drawn(10)).not.toContain("<text");
});
