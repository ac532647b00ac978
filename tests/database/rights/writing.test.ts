import { describe, expect, test } from "vitest";
import { sent } from "../support/chat.ts";
import { openDatabase } from "../support/database.ts";
import { anna, erik, mikko, teams } from "../support/demo.ts";
import { attempt, refused } from "./roles.ts";

const database = await openDatabase();

const count = (actor: Parameters<typeof attempt>[1], statement: string) =>
  attempt(database, actor, async (sql) => (await sql.unsafe(statement)).count);

describe("a message", () => {
  const insert = (columns: string, values: string) =>
    `insert into public.chat_messages (team_id, sender_id, content${columns}) values (${values})`;
  const annas = `'${teams.sweden}', '${anna.id}', 'Hej!'`;

  test("is written in one's own name only, by members and organisers alike", async () => {
    expect(await count(anna, insert("", annas))).toBe(1);
    expect(await count(anna, insert("", `'${teams.sweden}', '${erik.id}', 'Forged.'`))).toBe(refused);
    expect(await count(mikko, insert("", annas))).toBe(refused);
  });

  test("is written by an organiser to any team, and by a member to their own only", async () => {
    for (const teamId of Object.values(teams)) {
      expect(await count(mikko, insert("", `'${teamId}', '${mikko.id}', 'Welcome.'`))).toBe(1);
      const own = teamId === teams.sweden;
      expect(await count(anna, insert("", `'${teamId}', '${anna.id}', 'Hej!'`))).toBe(own ? 1 : refused);
    }
  });

  test("carries its sender's name and role as they are, whatever the writer", async () => {
    expect(await sent(database, anna, teams.sweden)).toMatchObject({
      sender_name: "Anna Lindqvist",
      sender_role: "member",
    });
    expect(await sent(database, "service_role", teams.sweden, { sender: mikko })).toMatchObject({
      sender_name: "Mikko Korhonen",
      sender_role: "admin",
    });
  });

  const given = {
    seq: "1000",
    revision: "1000",
    created_at: "'2020-01-01'",
    sender_name: "'The President'",
    sender_role: "'admin'",
    edited_at: "now()",
    deleted_at: "now()",
    mention_names: "'{The President}'",
  };
  test.each(Object.entries(given))("cannot come with a %s of the writer's choice", async (column, value) => {
    for (const actor of [anna, "service_role"] as const) {
      expect(await count(actor, insert(`, ${column}`, `${annas}, ${value}`))).toBe(refused);
    }
    const change = `update public.chat_messages set ${column} = ${value} where sender_id = '${anna.id}'`;
    for (const actor of [anna, mikko, "service_role"] as const)
      expect(await count(actor, change)).toBe(refused);
  });

  test.each([
    ["nothing", "null", "23514"],
    ["an empty text", "''", "23514"],
    ["blanks only", "E' \\n\\t'", "23514"],
    ["5,001 characters", "repeat('x', 5001)", "23514"],
  ])("cannot say %s", async (_, content, code) => {
    expect(await count(anna, insert("", `'${teams.sweden}', '${anna.id}', ${content}`))).toBe(code);
  });

  test("may say 5,000 characters, counted as people count them", async () => {
    const text = `'${teams.sweden}', '${anna.id}', repeat('🏒', 5000)`;
    expect(await count(anna, insert("", text))).toBe(1);
  });

  test("cannot go to a team that does not exist", async () => {
    const nowhere = `'00000000-0000-4000-8000-000000000000', '${mikko.id}', 'Hello?'`;
    expect(await count(mikko, insert("", nowhere))).toBe("23503");
  });
});

describe("a profile", () => {
  const update = (set: string, id = anna.id) => `update public.users set ${set} where id = '${id}'`;

  test.each(["full_name = 'Anna L.'", "time_zone = 'America/Toronto'", "locale = 'sv-SE'"])(
    "lets its person set %s",
    async (set) => {
      expect(await count(anna, update(set))).toBe(1);
    },
  );

  test.each([
    "role = 'admin'",
    "role = 'admin', team_id = null",
    `team_id = '${teams.finland}'`,
    "team_id = null",
    "id = gen_random_uuid()",
    "created_at = now()",
  ])("does not let its person set %s", async (set) => {
    expect(await count(anna, update(set))).toBe(refused);
    expect(await count(mikko, update(set, mikko.id))).toBe(refused);
  });

  test("is changed by nobody else: not by a colleague, and not by an organiser", async () => {
    expect(await count(erik, update("full_name = 'Somebody'"))).toBe(0);
    expect(await count(mikko, update("full_name = 'Somebody'"))).toBe(0);
  });

  test.each([
    ["an empty name", "full_name = ''"],
    ["a blank name", "full_name = '   '"],
    ["a name of 81 characters", "full_name = repeat('x', 81)"],
    ["a time zone that does not exist", "time_zone = 'Mars/Olympus'"],
    ["a time zone that only Postgres understands", "time_zone = 'XYZ3'"],
    ["an empty time zone", "time_zone = ''"],
    ["a locale that is none", "locale = 'Swedish'"],
  ])("refuses %s", async (_, set) => {
    expect(await count(anna, update(set))).toBe("23514");
  });

  test("is never both an organiser's and a team's", async () => {
    expect(await count("service_role", update("role = 'admin'"))).toBe("23514");
    expect(await count("service_role", update("role = 'admin', team_id = null"))).toBe(1);
  });
});

describe("a team", () => {
  test("keeps its code for ever, whoever asks", async () => {
    const change = (set: string) => `update public.teams set ${set} where code = 'SWE'`;
    expect(await count("service_role", change("code = 'SVE'"))).toBe("23514");
    expect(await count("service_role", change("name = 'Sverige', code = 'SWE'"))).toBe(1);
    await expect(database.owner.unsafe(change("code = 'SVE'"))).rejects.toMatchObject({ code: "23514" });
  });

  test("is archived, not deleted: its conversation is evidence", async () => {
    const deletion = database.owner`delete from public.teams where code = 'SWE'`;
    await expect(deletion).rejects.toMatchObject({ code: "23503" });
  });

  test("has a conversation from its first moment", async () => {
    const [team] = await database.as(
      "service_role",
      (sql) => sql`insert into public.teams (name, code) values ('Italy', 'ITA') returning id`,
    );
    const message = await sent(database, mikko, team?.id, { content: "Benvenuti!" });
    expect(message).toMatchObject({ seq: 1, revision: 1 });
  });
});
