import { test as property } from "@fast-check/vitest";
import fc from "fast-check";
import { expect, test } from "vitest";
import { contrast, inkOn } from "@/lib/teams/contrast";

test("contrast is what WCAG says it is", () => {
  expect(contrast("#ffffff", "#000000")).toBeCloseTo(21);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  expect(contrast("#1b4a94", "#1b4a94")).toBe(1);
});

test("white stands on the dark colours that teams have, and on our own; dark on light ones", () => {
  for (const colour of ["#1b4a94", "#b8001c", "#1d1d1b", "var(--rail)"])
    expect(inkOn(colour)).toBe("#ffffff");
  for (const colour of ["#ffffff", "#ffe600", "#8ec8ff"]) expect(inkOn(colour)).toBe("#000000");
});

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((number) => `#${number.toString(16).padStart(6, "0")}`);

property.prop([colour])("a code can be read on whatever colour a team has", (background) => {
  expect(contrast(background, inkOn(background))).toBeGreaterThanOrEqual(4.5);
});
