import { describe, expect, test } from "vitest";
import type { Actor } from "../support/database.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, mikko, teams } from "./support/demo.ts";
import { mayHear, mayWrite } from "./support/live.ts";
import { enrolMember, signUp } from "./support/people.ts";

const database = await openDatabase();
const stranger = await signUp(database);
const unassigned = await enrolMember(database, null);

const sweden = `team:${teams.sweden}`;
const finland = `team:${teams.finland}`;

/** Which of the topics somebody may join: all others are refused to them. */
const people: [who: string, actor: Actor, topics: string[]][] = [
  ["Anna of Sweden", anna, ["portal", `user:${anna.id}`, sweden]],
  ["Aino of Finland", aino, ["portal", `user:${aino.id}`, finland]],
  ["an organiser", mikko, ["portal", `user:${mikko.id}`, "admin", sweden, finland]],
  ["a member without a team", unassigned, []],
  ["somebody whom the tournament does not know", stranger, []],
  ["nobody who is signed in", "anon", []],
];

const topics = [
  "portal",
  "admin",
  sweden,
  finland,
  `user:${anna.id}`,
  `user:${aino.id}`,
  `user:${mikko.id}`,
  `user:${unassigned.id}`,
  `user:${stranger.id}`,
  // Epochs that are not, and topics that are none.
  `${sweden}:0`,
  `${sweden}:1`,
  `${sweden}:`,
  ` ${sweden}`,
  sweden.toUpperCase(),
  "admin:0",
  "admin:1",
  "portal:1",
  "team:",
  "team:junk",
  "team",
  "user:",
  "user:junk",
  "%",
  "",
];

describe.each(people)("%s", (_, actor, mayJoin) => {
  test.each(topics)("and the topic '%s'", async (topic) => {
    const may = mayJoin.includes(topic);
    for (const extension of ["broadcast", "presence"] as const) {
      expect(await mayHear(database, actor, topic, extension)).toBe(may);
    }
    const showsPresence = may && topic.startsWith("team:");
    expect(await mayWrite(database, actor, topic, "presence")).toBe(showsPresence ? "written" : "refused");
    expect(await mayWrite(database, actor, topic, "broadcast")).toBe("refused");
  });
});

test("whoever may join one topic hears nothing that was said on another", async () => {
  await database.admin`
    insert into realtime.messages (topic, extension, event, payload) values (${finland}, 'broadcast', 'message', '{}')`;
  const heard = await database.as(anna, async (sql) => {
    await sql`select set_config('realtime.topic', ${finland}, true)`;
    return sql`select from realtime.messages`;
  });
  expect(heard).toHaveLength(0);
});

test("without a topic nothing is heard and nothing is written", async () => {
  const heard = await database.as(mikko, (sql) => sql`select from realtime.messages`);
  expect(heard).toHaveLength(0);
  const written = database.as(
    mikko,
    (sql) => sql`insert into realtime.messages (topic, extension) values (${sweden}, 'presence')`,
  );
  await expect(written).rejects.toMatchObject({ code: "42501" });
});

test("nobody changes or takes back what was said live", async () => {
  for (const actor of [anna, mikko, "anon", "service_role"] as const) {
    const change = database.as(actor, (sql) => sql`update realtime.messages set payload = '{}'`);
    await expect(change).rejects.toMatchObject({ code: "42501" });
    const deletion = database.as(actor, (sql) => sql`delete from realtime.messages`);
    await expect(deletion).rejects.toMatchObject({ code: "42501" });
  }
});
