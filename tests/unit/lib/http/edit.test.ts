import { test as property } from "@fast-check/vitest";
import fc from "fast-check";
import { expect, test } from "vitest";
import { changesOf, conflictsOf, type Edit, holds, rebase, withTheirs, writeEdit } from "@/lib/http/edit";

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

property.prop([form, form, fc.uniqueArray(fc.constantFrom("name", "venue", "zone"))])(
  "where the others' are taken, one's own stay everywhere else",
  (mine, theirs, fields) => {
    const taken = withTheirs(mine, theirs, fields);
    for (const field of ["name", "venue", "zone"] as const)
      expect(taken[field]).toBe(fields.includes(field) ? theirs[field] : mine[field]);
  },
);

/** A form that is stored, and that somebody else changes ahead of each of the first tries. */
function stored(theirs: Partial<typeof before>[]) {
  const now = { fields: before, revision: 1, tries: 0 };
  const door = {
    async write({ after }: Edit<typeof before>, revision: number) {
      const other = theirs[now.tries];
      now.tries += 1;
      if (other) {
        now.fields = { ...now.fields, ...other };
        now.revision += 1;
      }
      if (revision !== now.revision) return { ok: false, code: "edited_meanwhile" } as const;
      now.fields = after;
      return { ok: true } as const;
    },
    read: async () => ({ ok: true, revision: now.revision, fields: now.fields }) as const,
  };
  return { now, door };
}

const mine = { revision: 1, before, after: { ...before, name: "Sverige" } };

test("an edit is written on top of what others have changed elsewhere meanwhile", async () => {
  const { now, door } = stored([{ venue: "Bern" }, { leads: [] }]);
  expect(await writeEdit(mine, door)).toEqual({ ok: true });
  expect(now.fields).toEqual({ name: "Sverige", venue: "Bern", leads: [] });
});

test("of the same field nothing is written, and what the other wrote comes back", async () => {
  const { now, door } = stored([{ venue: "Bern" }, { name: "Suède" }]);
  expect(await writeEdit(mine, door)).toEqual({
    ok: false,
    code: "changed",
    revision: 3,
    now: { ...before, venue: "Bern", name: "Suède" },
  });
  expect(now.fields.name).toBe("Suède");
});

test("whoever is outrun again and again is told so", async () => {
  const { now, door } = stored(Array.from({ length: 50 }, (_, at) => ({ venue: `Bern ${at}` })));
  expect(await writeEdit(mine, door)).toEqual({ ok: false, code: "edited_meanwhile" });
  expect(now.tries).toBe(3);
});
