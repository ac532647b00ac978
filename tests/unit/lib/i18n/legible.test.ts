import { expect, test } from "vitest";
import { isLegible } from "@/lib/i18n/legible";
import { illegibleNames, legibleNames } from "./names";

test.each(legibleNames)("%s can be read", (name) => {
  expect(isLegible(name)).toBe(true);
});

test.each([...illegibleNames, "Anna\u0000"])("%j cannot", (name) => {
  expect(isLegible(name)).toBe(false);
});
