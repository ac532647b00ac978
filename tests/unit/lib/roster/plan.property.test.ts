import { test as property } from "@fast-check/vitest";
import { expect } from "vitest";
import { importOf, isWorthImporting, planOf } from "@/lib/roster/plan";
import type { TeamFields } from "@/lib/teams/schema";
import { applied, rosters, standings } from "./roster-model";

const fields: (keyof TeamFields)[] = ["name", "timeZone", "primaryColour", "secondaryColour"];

property.prop([rosters, standings])(
  "a plan that is carried out makes the tournament what the file says",
  (lines, before) => {
    const { steps, problems } = planOf(lines, before);
    if (problems.length > 0) return;
    const after = applied(before, steps);
    for (const { code, given, email, role } of lines) {
      const team = after.teams.find((one) => one.code === code);
      for (const field of fields) if (given[field]) expect(team?.[field]).toBe(given[field]);
      if (email)
        expect(after.addresses.filter((one) => one.email === email)).toMatchObject([
          { role, teamCode: code },
        ]);
    }
  },
);

property.prop([rosters, standings])("nothing else changes", (lines, before) => {
  const { steps, problems } = planOf(lines, before);
  if (problems.length > 0) return;
  const after = applied(before, steps);
  for (const team of before.teams) {
    const given = lines.find(({ code }) => code === team.code)?.given ?? {};
    expect(after.teams.find(({ code }) => code === team.code)).toEqual({ ...team, ...given });
  }
  for (const address of before.addresses) expect(after.addresses).toContainEqual(address);
  const codes = [...before.teams, ...lines].flatMap(({ code }) => code ?? []);
  expect(after.teams.map(({ code }) => code).toSorted()).toEqual([...new Set(codes)].toSorted());
});

property.prop([rosters, standings])("a second plan of the same file is empty", (lines, before) => {
  const { steps, problems } = planOf(lines, before);
  if (problems.length > 0) return;
  const again = planOf(lines, applied(before, steps));
  expect(again.problems).toEqual([]);
  expect(isWorthImporting(again)).toBe(false);
});

property.prop([rosters, standings])(
  "what is told as old and new differs, and the old is what stood there",
  (lines, before) => {
    for (const { code, team, changes } of planOf(lines, before).steps) {
      expect(Object.keys(changes).length > 0).toBe(team === "changed");
      for (const [field, { from, to }] of Object.entries(changes)) {
        expect(from).not.toBe(to);
        expect(from).toBe(before.teams.find((one) => one.code === code)?.[field as keyof TeamFields]);
      }
    }
  },
);

property.prop([rosters, standings])(
  "nothing is asked of the database that has a problem, or no line",
  (lines, before) => {
    const { steps, problems } = planOf(lines, before);
    expect(importOf(steps).map(({ line }) => line)).toEqual(lines.map(({ line }) => line));
    const elsewhere = lines.filter(({ email, role, code }) =>
      before.addresses.some((one) => one.email === email && (one.role !== role || one.teamCode !== code)),
    );
    const archived = lines.filter(({ code }) =>
      before.teams.some((team) => team.code === code && team.isArchived),
    );
    const nameless = lines.filter(
      ({ code, given }, index) =>
        code !== null &&
        !given.name &&
        !before.teams.some((team) => team.code === code) &&
        lines.findIndex((line) => line.code === code) === index,
    );
    const expected = [...elsewhere, ...archived, ...nameless].map(({ line }) => line);
    expect(problems.map(({ line }) => line).toSorted()).toEqual(expected.toSorted());
  },
);
