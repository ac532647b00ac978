import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "@/lib/i18n/zoned-time";
import { openDatabase } from "./support/database.ts";

const { owner } = await openDatabase();

const MINUTE = 60_000;
const ZONES = [
  "Europe/Zurich",
  "America/New_York",
  "Australia/Lord_Howe",
  "America/St_Johns",
  "Asia/Kathmandu",
  "UTC",
];
const CHANGES = [
  "2027-03-28T01:00Z",
  "2026-10-25T01:00Z",
  "2027-03-14T07:00Z",
  "2026-11-01T06:00Z",
  "2026-10-03T15:30Z",
];

test("the dates that are shown before a copy are those that Postgres gives it, also where the clocks change", async () => {
  const cases = fc.sample(
    fc.record({
      zone: fc.constantFrom(...ZONES),
      days: fc.integer({ min: -400, max: 400 }),
      // Within some hours of a change, where they could differ.
      at: fc
        .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -300, max: 300 }))
        .map(([change, after]) => Date.parse(change) + after * MINUTE),
    }),
    5_000,
  );
  const sources = cases.map(({ at, days }) => new Date(at - days * 1440 * MINUTE));
  const rows = await owner<{ moved: Date }[]>`
    select ((due_at at time zone zone) + days * interval '1 day') at time zone zone as moved
    from unnest(${sources.map((source) => source.toISOString())}::text[]::timestamptz[], ${cases.map(({ days }) => days)}::int[], ${cases.map(({ zone }) => zone)}::text[])
      with ordinality as source (due_at, days, zone, place)
    order by place`;
  expect(rows).toHaveLength(cases.length);
  for (const [place, { zone, days }] of cases.entries())
    expect(
      addDays(sources[place] ?? new Date(0), days, zone),
      JSON.stringify({ zone, days, at: sources[place] }),
    ).toEqual(rows[place]?.moved);
});
