import { describe, expect, test } from "vitest";
import {
  askableTeams,
  copySchema,
  newRequirementSchema,
  requirementFieldsSchema,
} from "@/lib/tasks/requirements/schema";

const id = "30000000-0000-4000-8000-000000000001";
const fields = { title: "Team list", description: "", dueAt: "2026-11-24T17:00:00.000Z" };
const isFine = (changed: object) => requirementFieldsSchema.safeParse({ ...fields, ...changed }).success;

describe("what is asked", () => {
  test("is cleared of what nobody sees", () => {
    expect(
      requirementFieldsSchema.parse({
        ...fields,
        title: "  Team\u0000 \n list ",
        description: "\u0007One line.\n\tAnother.\n",
      }),
    ).toEqual({ ...fields, title: "Team list", description: "One line.\n\tAnother." });
  });
  test("has a title, as long as Postgres takes it", () => {
    expect(["", " \n ", "\u0000"].map((title) => isFine({ title }))).toEqual([false, false, false]);
    expect(isFine({ title: "🏒".repeat(200) })).toBe(true);
    expect(isFine({ title: "🏒".repeat(201) })).toBe(false);
    expect(isFine({ description: "x".repeat(5000) })).toBe(true);
    expect(isFine({ description: "x".repeat(5001) })).toBe(false);
  });
  test("has a deadline that is an instant", () => {
    expect(isFine({ dueAt: "2026-11-24T17:00:00+00:00" })).toBe(true);
    expect(["", "2026-11-24", "2026-11-24T18:00", "infinity"].map((dueAt) => isFine({ dueAt }))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
  test("is asked of somebody", () => {
    expect(newRequirementSchema.safeParse({ ...fields, id, teams: [], assignee: null }).success).toBe(false);
    expect(newRequirementSchema.safeParse({ ...fields, id, teams: [id], assignee: null }).success).toBe(true);
  });
});

test("copies are some, each with an id of its own, moved by whole days within ten years", () => {
  const copy = { copies: [{ source: id, id }], shiftDays: -3660, teams: [id] };
  expect(copySchema.safeParse(copy).success).toBe(true);
  for (const changed of [{ copies: [] }, { shiftDays: 0.5 }, { shiftDays: 3661 }, { teams: [] }])
    expect(copySchema.safeParse({ ...copy, ...changed }).success, JSON.stringify(changed)).toBe(false);
});

test("no archived team is asked, and nobody who may not sign in is responsible", () => {
  const team = { id: "a", code: "SWE", name: "Sweden", primaryColour: "#000000", secondaryColour: "#ffffff" };
  const person = { id: "1", fullName: "Anna Lindqvist", teamId: "a", deactivatedAt: null };
  const people = [
    person,
    { ...person, id: "2", deactivatedAt: "2026-11-23" },
    { ...person, id: "3", teamId: "b" },
    { ...person, id: "4", teamId: null },
  ];
  const teams = [
    { ...team, isArchived: false },
    { ...team, id: "b", isArchived: true },
  ];
  expect(askableTeams({ teams, people })).toEqual([
    { ...team, people: [{ id: "1", name: "Anna Lindqvist" }] },
  ]);
});
