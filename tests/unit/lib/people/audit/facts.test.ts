import { describe, expect, test } from "vitest";
import { factsOf } from "@/lib/people/audit/facts";
import { type AuditEntry, auditQuerySchema } from "@/lib/people/audit/schema";

const [mikko, petr, czechia] = ["1", "2", "3"].map((digit) => `${digit}0000000-0000-4000-8000-000000000001`);
const team = (id: string | undefined, code: string, name: string) => ({
  id: id ?? code,
  code,
  name,
  primaryColour: "",
  secondaryColour: "",
  isArchived: false,
});
const person = (id: string | undefined, fullName: string) => ({
  id: id ?? "",
  fullName,
  role: "member" as const,
  teamId: null,
  createdAt: "",
  deactivatedAt: null,
});
const directory = {
  people: [person(mikko, "Mikko Korhonen"), person(petr, "Petr Novák")],
  teams: [team(czechia, "CZE", "Czechia"), team(undefined, "SVK", "Slovakia")],
};

const facts = (entry: Partial<AuditEntry>) =>
  factsOf(
    {
      id: 1,
      at: "2026-02-12T12:00:00.123456+00:00",
      actor_id: mikko ?? null,
      act: "moved",
      subject_id: petr ?? null,
      team_id: czechia ?? null,
      details: {},
      ...entry,
    },
    directory,
  );

describe("what a sentence of the audit trail names", () => {
  test("people and teams by their present names", () => {
    const details = { full_name: "P. Novak", team: { from: "CZE", to: "SVK" } };
    expect(facts({ details })).toMatchObject({
      actor: "Mikko Korhonen",
      subject: "Petr Novák",
      from: "Czechia",
      to: "Slovakia",
    });
  });
  test("what somebody came as, but no role that only changed", () => {
    expect(facts({ act: "enrolled", details: { role: "admin", team: null } }).role).toBe("admin");
    expect(facts({ act: "promoted", details: { role: { from: "member", to: "admin" } } }).role).toBe("none");
  });
  test("who is not in the list by the name of then, a team by its code, and nobody as none", () => {
    const details = { full_name: "A. Gone", team: { from: null, to: "XXX" } };
    expect(facts({ actor_id: null, subject_id: null, team_id: null, details })).toMatchObject({
      actor: "none",
      subject: "A. Gone",
      team: "none",
      from: "none",
      to: "XXX",
    });
  });
  test("what was changed of a team", () => {
    const details = { code: "CZE", name: { from: "Czech Republic", to: "Czechia" }, venue: "no change" };
    expect(facts({ act: "team_edited", details }).fields).toEqual(["name"]);
  });
  test("what people changed of themselves, and how they were called before", () => {
    const details = { full_name: { from: "P. Novak", to: "Petr Novák" }, locale: { from: "en", to: "cs" } };
    expect(facts({ act: "profile_edited", details })).toMatchObject({
      subject: "Petr Novák",
      formerly: "P. Novak",
      fields: ["full_name", "locale"],
    });
    const others = { time_zone: { from: "UTC", to: "Europe/Prague" } };
    expect(facts({ act: "profile_edited", details: others }).formerly).toBe("none");
  });
  test("something for every act, whatever it holds", () => {
    expect(facts({ details: { team: 7, lines: "many", email: null } })).toMatchObject({
      email: "none",
      lines: 0,
    });
  });
});

test("an address that somebody has bent asks for everything", () => {
  expect(auditQuerySchema.parse({ person: "x", team: ["a"], before: "1; drop" })).toEqual({});
  const before = "2026-02-12T12:00:00.123456+00:00_17";
  expect(auditQuerySchema.parse({ before })).toEqual({ before });
});
