import { describe, expect, test } from "vitest";
import { countsOf, type Group, groupsOf } from "@/lib/people/directory/groups";
import {
  actsFor,
  type DirectoryPerson,
  type DirectoryTeam,
  filterSchema,
} from "@/lib/people/directory/schema";

const team = (name: string, code: string, isArchived = false): DirectoryTeam => ({
  id: code,
  code,
  name,
  primaryColour: "",
  secondaryColour: "",
  isArchived,
});
const person = (
  fullName: string,
  teamId: string | null,
  more: Partial<DirectoryPerson> = {},
): DirectoryPerson => ({
  id: fullName,
  fullName,
  role: "member",
  teamId,
  createdAt: "2026-01-01T00:00:00Z",
  deactivatedAt: null,
  ...more,
});
const gone = { deactivatedAt: "2026-02-01T00:00:00Z" };

const directory = {
  teams: [
    team("Finland", "FIN"),
    team("Latvia", "LAT"),
    team("Slovakia", "SVK", true),
    team("Sweden", "SWE"),
  ],
  people: [
    person("Anna Lindqvist", "SWE", gone),
    person("Erik Nyström", "SWE"),
    person("Aino Virtanen", "FIN"),
    person("Mikko Korhonen", null, { role: "admin" }),
    person("Dana Whitfield", null),
  ],
};

const shown = (query: object) =>
  groupsOf(directory, filterSchema.parse(query)).map((group: Group) => [
    group.kind === "team" ? group.team.code : group.kind,
    ...group.people.map(({ fullName }) => fullName.split(" ")[0]),
  ]);

describe("the list of people", () => {
  test("begins with the organisers and ends with who has no team; who is deactivated comes last in theirs", () => {
    expect(shown({})).toEqual([
      ["organisers", "Mikko"],
      ["FIN", "Aino"],
      ["LAT"],
      ["SWE", "Erik", "Anna"],
      ["withoutTeam", "Dana"],
    ]);
  });
  test("finds a name without its accents, in any case", () => {
    expect(shown({ q: "NYSTROM" })).toEqual([["SWE", "Erik"]]);
  });
  test("finds a team with all its people, and an empty one too", () => {
    expect(shown({ q: "swe" })).toEqual([["SWE", "Erik", "Anna"]]);
    expect(shown({ q: "latv" })).toEqual([["LAT"]]);
  });
  test("shows one group alone", () => {
    expect(shown({ show: "organisers" })).toEqual([["organisers", "Mikko"]]);
    expect(shown({ show: "FIN" })).toEqual([["FIN", "Aino"]]);
    expect(shown({ show: "withoutTeam" })).toEqual([["withoutTeam", "Dana"]]);
  });
  test("shows who is deactivated, and no team for its own sake", () => {
    expect(shown({ show: "deactivated" })).toEqual([["SWE", "Anna"]]);
  });
  test("takes an address that somebody has bent for one that asks for nothing", () => {
    expect(shown({ q: ["a", "b"], show: 7 })).toEqual(shown({}));
  });
  test("counts who may sign in", () => {
    expect(countsOf(directory)).toEqual({ people: 4, teams: 2 });
  });
});

test("what can be done to a person depends on what they are", () => {
  expect(actsFor(person("A", "SWE"))).toEqual(["move", "promote", "deactivate"]);
  expect(actsFor(person("A", null, { role: "admin" }))).toEqual(["demote", "deactivate"]);
  expect(actsFor(person("A", "SWE", gone))).toEqual(["reactivate"]);
});
