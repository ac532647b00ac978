import { expect, test } from "vitest";
import { tournamentSchema } from "@/lib/tournament/schema";

const tournament = { name: "World Cup", venue: "Zürich", timeZone: "Europe/Zurich", leads: [180, 1440] };

test("a tournament is tidied: no blanks around, the zone by its name, the longest reminder first", () => {
  const parsed = tournamentSchema.parse({ ...tournament, name: " World Cup ", timeZone: "europe/zurich" });
  expect(parsed).toEqual({ ...tournament, leads: [1440, 180] });
});

test.each([
  ["no name", { name: "  " }, "name"],
  ["a name too long", { name: "x".repeat(121) }, "name"],
  ["a venue too long", { venue: "x".repeat(121) }, "venue"],
  ["a zone that is none", { timeZone: "Mars/Olympus" }, "timeZone"],
  ["an abbreviation for a zone", { timeZone: "CET" }, "timeZone"],
  ["a reminder of nothing", { leads: [0] }, "leads"],
  ["a reminder that is no number", { leads: [Number.NaN] }, "leads"],
  ["a reminder twice", { leads: [60, 60] }, "leads"],
  ["nine reminders", { leads: [1, 2, 3, 4, 5, 6, 7, 8, 9] }, "leads"],
])("%s is refused at its field", (_, change, field) => {
  const parsed = tournamentSchema.safeParse({ ...tournament, ...change });
  expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual([field]);
});

test("an emoji counts as the one character it is to Postgres", () => {
  expect(tournamentSchema.safeParse({ ...tournament, venue: "🏒".repeat(120) }).success).toBe(true);
});
