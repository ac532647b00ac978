import { describe, expect, test } from "vitest";
import { admit } from "@/lib/people/admission";
import { STRANGER } from "@/lib/people/person";
import type { Person } from "@/lib/people/schema";

const organiser: Person = {
  id: "20000000-0000-4000-8000-000000000001",
  fullName: "Mikko Korhonen",
  role: "admin",
  timeZone: "Europe/Zurich",
  locale: "en",
  team: null,
  tournamentName: "World Championship",
};
const team = {
  id: "10000000-0000-4000-8000-000000000001",
  code: "SWE",
  name: "Sweden",
  primaryColour: "",
  secondaryColour: "",
};
const member: Person = { ...organiser, role: "member", team };
const without: Person = { ...member, team: null };

const enter = { kind: "enter" };
const to = (path: string) => ({ kind: "redirect", to: path });

describe("nobody signed in", () => {
  test("is led to the sign-in, and back afterwards", () => {
    expect(admit("/chat/SWE", "", null, false)).toEqual(to("/sign-in?next=%2Fchat%2FSWE"));
    expect(admit("/", "", null, false)).toEqual(to("/sign-in"));
    expect(admit("/sign-in", "", null, false)).toEqual(enter);
  });
  test("is told when it was a session that ended", () => {
    expect(admit("/chat", "?x=1", null, true)).toEqual(to("/sign-in?next=%2Fchat%3Fx%3D1&reason=expired"));
  });
});

describe("an organiser", () => {
  test("begins with the list of conversations", () => {
    expect(admit("/", "", organiser, true)).toEqual(to("/chat"));
    expect(admit("/sign-in", "", organiser, true)).toEqual(to("/chat"));
  });
  test("enters the organisers' part", () => {
    expect(admit("/admin", "", organiser, true)).toEqual(enter);
    expect(admit("/chat", "", organiser, true)).toEqual(enter);
  });
});

describe("a member of a team", () => {
  test("begins with the team's conversation", () => {
    expect(admit("/", "", member, true)).toEqual(to("/chat/SWE"));
    expect(admit("/chat", "", member, true)).toEqual(to("/chat/SWE"));
  });
  test.each([
    "/admin",
    "/admin/people",
    "/pages/new",
    "/pages/practice-ice/edit",
    "/tasks/new",
    "/tasks/copy",
    "/tasks/requirements/30000000-0000-4000-8000-000000000001",
  ])("finds nothing at %s", (path) => {
    expect(admit(path, "", member, true)).toEqual({ kind: "not_found" });
  });
  test.each(["/pages", "/pages/practice-ice", "/pages/edit", "/pages/newcomers"])("enters %s", (path) => {
    expect(admit(path, "", member, true)).toEqual(enter);
  });
  test("may have a page whose name only begins like the organisers'", () => {
    expect(admit("/administration", "", member, true)).toEqual(enter);
  });
});

test.each([
  ["a member without a team", without],
  ["someone of no tournament", STRANGER],
] as const)("%s is told so, wherever they go", (_who, person) => {
  expect(admit("/chat", "", person, true)).toEqual(to("/no-team"));
  expect(admit("/no-team", "", person, true)).toEqual(enter);
});

test.each([
  ["nobody signed in", null],
  ["an organiser", organiser],
  ["a member of a team", member],
  ["a member without a team", without],
  ["someone of no tournament", STRANGER],
] as const)("what a mail leads to opens for %s", (_who, person) => {
  expect(admit("/invitation/some-token", "", person, true)).toEqual(enter);
  expect(admit("/reset-password", "?token_hash=abc&type=recovery", person, true)).toEqual(enter);
  expect(admit("/sign-in/link", "?token_hash=abc&type=magiclink", person, true)).toEqual(enter);
});

test("nobody enters what only begins like a page of a mail", () => {
  expect(admit("/reset-passwords", "", null, false)).toEqual(to("/sign-in?next=%2Freset-passwords"));
  expect(admit("/sign-in/linked", "", null, false)).toEqual(to("/sign-in?next=%2Fsign-in%2Flinked"));
});
