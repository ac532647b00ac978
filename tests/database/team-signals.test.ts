import { describe, expect, test } from "vitest";
import { openDatabase } from "./support/database.ts";
import { anna, mikko, sofia, teams } from "./support/demo.ts";
import { adminTopic, saidDuring, topicOf } from "./support/live.ts";
import { holdOpen, someoneWaits } from "./support/locks.ts";

const database = await openDatabase();
const { as } = database;

const told = async (work: () => Promise<unknown>) =>
  (await saidDuring(database, work)).map(({ topic, event, payload: { noun } }) => ({ topic, event, noun }));
const changed = (noun: string, ...topics: string[]) =>
  topics.map((topic) => ({ topic, event: "changed", noun }));
const asMikko = (statement: string) => as(mikko, (sql) => sql.unsafe(statement));
const archive = (team: string, at: "now()" | "null") => () =>
  asMikko(`update public.teams set archived_at = ${at} where id = '${team}'`);

describe("which teams there are", () => {
  test.each([
    ["an archival", archive(teams.norway, "now()")],
    ["the end of an archival", archive(teams.norway, "null")],
    ["a new name", () => asMikko(`update public.teams set name = 'Norge' where id = '${teams.norway}'`)],
  ])("is told to the team and the organisers by %s", async (_, change) => {
    const heard = await told(change);
    const topics = [await adminTopic(database), await topicOf(database, teams.norway)];
    expect(heard).toEqual(expect.arrayContaining(changed("teams", ...topics)));
    expect(heard).toHaveLength(2);
  });

  test("is told to the organisers by a team that is added", async () => {
    const add = () =>
      asMikko(`
        insert into public.teams (name, code, time_zone, primary_colour, secondary_colour)
        values ('Slovenia', 'SLO', 'Europe/Ljubljana', '#ffffff', '#005da4')`);
    expect(await told(add)).toEqual(expect.arrayContaining(changed("teams", await adminTopic(database))));
  });

  test("is not told by what changes nothing, nor by a team's try", async () => {
    const same = () => asMikko(`update public.teams set name = name where id = '${teams.sweden}'`);
    expect(await told(same)).toEqual([]);
    const attempt = () => as(anna, (sql) => sql`update public.teams set name = 'Tre Kronor'`);
    expect(await told(attempt)).toEqual([]);
  });

  test("may be changed in two ways at once, by two who have waited for a third", async () => {
    const third = await holdOpen(
      database,
      mikko,
      (sql) => sql`update public.teams set name = 'Sverige' where id = ${teams.sweden}`,
    );
    const archival = archive(teams.finland, "now()")();
    await someoneWaits(database, 1);
    const renaming = as(
      sofia,
      (sql) => sql`update public.teams set name = 'Suomi' where id = ${teams.finland}`,
    );
    await someoneWaits(database, 2);
    await third.commit();
    await Promise.all([archival, renaming]);
  });
});

test("the venue's clock is told to everybody, when it changes", async () => {
  const set = (zone: string) => () => asMikko(`update public.tournament set time_zone = '${zone}'`);
  const everybody = changed("tournament", await adminTopic(database), "portal");
  expect(await told(set("Europe/Bratislava"))).toEqual(everybody);
  expect(await told(set("Europe/Bratislava"))).toEqual([]);
  expect(await told(set("Europe/Zurich"))).toEqual(everybody);
});
