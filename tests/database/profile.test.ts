import { expect, test } from "vitest";
import type { Actor } from "../support/database.ts";
import { openDatabase } from "./support/database.ts";
import { anna, mikko, teams } from "./support/demo.ts";
import { enrolMember, signUp } from "./support/people.ts";

const database = await openDatabase();

const profile = (actor: Actor) =>
  database.as(actor, async (sql) => [...(await sql`select * from public.my_profile()`)]);
const topics = async (actor: Actor) => {
  const [row] = await database.as(actor, (sql) => sql`select public.my_topics() as topics`);
  return row?.topics;
};

test("a member is told who they are, their team and the tournament", async () => {
  expect(await profile(anna)).toEqual([
    {
      id: anna.id,
      full_name: "Anna Lindqvist",
      role: "member",
      time_zone: "Europe/Stockholm",
      locale: "en",
      team_id: teams.sweden,
      team_code: "SWE",
      team_name: "Sweden",
      primary_colour: "#1b4a94",
      secondary_colour: "#f5c400",
      tournament_name: "World Championship",
    },
  ]);
});

test("an organiser has no team, and nor has a member who was given none", async () => {
  const without = { team_id: null, team_code: null, team_name: null, primary_colour: null };
  expect(await profile(mikko)).toMatchObject([{ id: mikko.id, role: "admin", ...without }]);
  const unassigned = await enrolMember(database, null);
  expect(await profile(unassigned)).toMatchObject([{ id: unassigned.id, role: "member", ...without }]);
});

test("who is in no tournament has no profile", async () => {
  expect(await profile(await signUp(database))).toEqual([]);
});

test("everyone is told the topics they may join, by their present names", async () => {
  expect(await topics(anna)).toEqual({
    portal: "portal",
    user: `user:${anna.id}`,
    admin: null,
    team: `team:${teams.sweden}`,
  });
  expect(await topics(mikko)).toEqual({
    portal: "portal",
    user: `user:${mikko.id}`,
    admin: "admin",
    team: null,
  });
  const none = { portal: null, user: null, admin: null, team: null };
  expect(await topics(await enrolMember(database, null))).toEqual(none);
  expect(await topics(await signUp(database))).toEqual(none);
});
