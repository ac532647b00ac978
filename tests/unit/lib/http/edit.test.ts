import { test as property } from "@fast-check/vitest";
import fc from "fast-check";
import { expect, test } from "vitest";
import { changesOf, conflictsOf, holds, rebase } from "@/lib/http/edit";

const before = { name: "Sweden", venue: "Zürich", leads: [60, 10] };

test("an edit is what was changed, compared by value", () => {
  expect(changesOf({ before, after: { ...before, leads: [60, 10] } })).toEqual([]);
  expect(changesOf({ before, after: { ...before, name: "Sverige", leads: [60] } })).toEqual([
    "name",
    "leads",
  ]);
});

test("what somebody else wrote into a field of one's own edit is a conflict, the same or another field is none", () => {
  const edit = { before, after: { ...before, name: "Sverige" } };
  expect(conflictsOf(edit, { ...before, name: "Suède" })).toEqual(["name"]);
  expect(conflictsOf(edit, { ...before, name: "Sverige" })).toEqual([]);
  expect(conflictsOf(edit, { ...before, venue: "Bern" })).toEqual([]);
});

const value = fc.integer({ min: 0, max: 2 });
const form = fc.record({ name: value, venue: value, zone: value });

property.prop([form, form, form])(
  "once rebased an edit conflicts with nothing, keeps its own changes, and takes the others'",
  (start, mine, now) => {
    const edit = { before: start, after: mine };
    const { after, ...rest } = rebase(edit, now);
    expect(rest.before).toEqual(now);
    expect(conflictsOf({ ...rest, after }, now)).toEqual([]);
    for (const field of ["name", "venue", "zone"] as const)
      expect(after[field]).toBe(mine[field] === start[field] ? now[field] : mine[field]);
    expect(holds(edit, after)).toBe(true);
  },
);
