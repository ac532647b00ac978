import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { expect, test } from "vitest";
import type { Actor } from "../support/database.ts";
import { headOf, placesOf, send, sent, storedMessage, upTo } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { anna, erik, mikko, sofia, teams } from "./support/demo.ts";
import { holdOpen, someoneWaits } from "./support/locks.ts";
import { enrolDeactivated, enrolMember, enrolOrganiser, several } from "./support/people.ts";

const database = await openDatabase();
const INT_MAX = 2_147_483_647;

/** What a refusal says, or "stored". */
async function outcomeOf(sending: Promise<unknown>): Promise<unknown> {
  try {
    await sending;
    return "stored";
  } catch (error) {
    if (!(error instanceof postgres.PostgresError)) throw error;
    if (error.code !== "PT409") return error.code;
    return { detail: error.detail, ...JSON.parse(error.hint ?? "{}") };
  }
}

async function head(team: string): Promise<number> {
  return (await headOf(database, team)).last_seq;
}

const sofias = (seq: number) => ({ detail: "answered", seq, name: "Sofia Keller" });

test("an answer that another organiser gave meanwhile refuses one's own, which takes no place", async () => {
  await sent(database, anna, teams.sweden);
  const seen = await head(teams.sweden);
  const answer = await sent(database, sofia, teams.sweden, { content: "Gate B." });
  const before = await headOf(database, teams.sweden);
  const late = { id: randomUUID(), writtenAfter: seen };
  expect(await outcomeOf(send(database, mikko, teams.sweden, late))).toEqual(sofias(answer.seq));
  expect(await storedMessage(database, late.id)).toBeUndefined();
  expect(await headOf(database, teams.sweden)).toEqual(before);
  // Having seen it, or without a condition, it goes out; under the same id.
  const seenNow = await sent(database, mikko, teams.sweden, { ...late, writtenAfter: answer.seq });
  expect(seenNow.seq).toBe(answer.seq + 1);
  expect(await outcomeOf(send(database, mikko, teams.sweden, { writtenAfter: seen }))).toEqual(
    sofias(answer.seq),
  );
  expect(await outcomeOf(send(database, mikko, teams.sweden))).toBe("stored");
});

test("the newest answer is the one that is told", async () => {
  const seen = await head(teams.finland);
  await sent(database, sofia, teams.finland);
  const newest = await sent(database, sofia, teams.finland);
  await sent(database, mikko, teams.finland);
  expect(await outcomeOf(send(database, mikko, teams.finland, { writtenAfter: seen }))).toEqual(
    sofias(newest.seq),
  );
});

test("what one said oneself, and what the team says, is no answer of another", async () => {
  const seen = await head(teams.sweden);
  await sent(database, anna, teams.sweden);
  await sent(database, mikko, teams.sweden);
  expect(await outcomeOf(send(database, mikko, teams.sweden, { writtenAfter: seen }))).toBe("stored");
});

test("an answer that was taken back since stands in nobody's way", async () => {
  const seen = await head(teams.sweden);
  const { id } = await sent(database, sofia, teams.sweden);
  await database.as(sofia, (sql) => sql`select public.delete_message(${id})`);
  expect(await outcomeOf(send(database, mikko, teams.sweden, { writtenAfter: seen }))).toBe("stored");
});

test("an announcement is no answer", async () => {
  const seen = await head(teams.sweden);
  const { id } = await sent(database, sofia, teams.sweden);
  const announcement = randomUUID();
  await database.owner`insert into public.announcements (id, content, created_by, creator_name, created_at)
    values (${announcement}, 'To all.', ${sofia.id}, 'Sofia Keller', now())`;
  await database.owner`update public.chat_messages set announcement_id = ${announcement} where id = ${id}`;
  expect(await outcomeOf(send(database, mikko, teams.sweden, { writtenAfter: seen }))).toBe("stored");
});

test("a member is never refused: people of one team may ask the same", async () => {
  await sent(database, mikko, teams.sweden);
  await sent(database, erik, teams.sweden);
  expect(await outcomeOf(send(database, anna, teams.sweden, { writtenAfter: 0 }))).toBe("stored");
});

test("a retry of what is stored is answered as ever, whatever was said since", async () => {
  const writtenAfter = await head(teams.sweden);
  const { id } = await sent(database, mikko, teams.sweden, { writtenAfter });
  await sent(database, sofia, teams.sweden);
  expect(await send(database, mikko, teams.sweden, { id, writtenAfter })).toBeUndefined();
});

test("of two who send at once exactly one passes, and the other is told of it", async () => {
  const seen = await head(teams.canada);
  const first = await holdOpen(
    database,
    sofia,
    (sql) => sql`insert into public.chat_messages (team_id, sender_id, content, written_after)
      values (${teams.canada}, ${sofia.id}, 'Gate B.', ${seen})`,
  );
  const second = outcomeOf(send(database, mikko, teams.canada, { writtenAfter: seen }));
  await someoneWaits(database);
  await first.commit();
  expect(await second).toEqual(sofias(seen + 1));
});

test("of twelve organisers who answer at the same moment one does, and no place is lost", async () => {
  const organisers = await several(12, () => enrolOrganiser(database));
  const seen = await head(teams.austria);
  const outcomes = await Promise.all(
    organisers.map((one) => outcomeOf(send(database, one, teams.austria, { writtenAfter: seen }))),
  );
  expect(outcomes.filter((outcome) => outcome === "stored")).toHaveLength(1);
  expect(await placesOf(database, teams.austria)).toEqual(upTo(seen + 1));
});

test("a statement of several rows is stored whole or not at all", async () => {
  const seen = await head(teams.sweden);
  await sent(database, sofia, teams.sweden);
  const before = await headOf(database, teams.sweden);
  const insert = database.as(
    mikko,
    (sql) => sql`insert into public.chat_messages (team_id, sender_id, content, written_after) values
      (${teams.sweden}, ${mikko.id}, 'First.', null), (${teams.sweden}, ${mikko.id}, 'Second.', ${seen})`,
  );
  expect(await outcomeOf(insert)).toMatchObject({ detail: "answered" });
  expect(await headOf(database, teams.sweden)).toEqual(before);
});

test.each([-1, -INT_MAX, 0])(
  "an impossible place (%i) refuses one's own message, and nothing else",
  async (seen) => {
    await sent(database, sofia, teams.sweden);
    expect(await outcomeOf(send(database, mikko, teams.sweden, { writtenAfter: seen }))).toMatchObject({
      detail: "answered",
    });
  },
);

test("a place that is yet to come is no condition, and is not kept", async () => {
  await sent(database, sofia, teams.sweden);
  const { id } = await sent(database, mikko, teams.sweden, { writtenAfter: INT_MAX });
  const [row] = await database.owner`select written_after from public.chat_messages where id = ${id}`;
  expect(row).toEqual({ written_after: null });
});

test("whoever may not write here learns nothing of who has answered", async () => {
  await sent(database, sofia, teams.sweden);
  const outsiders: Actor[] = [
    await enrolMember(database, teams.finland),
    await enrolDeactivated(database, teams.sweden),
    await enrolDeactivated(database, null),
    "anon",
  ];
  for (const outsider of outsiders)
    for (const sender of [mikko, ...(typeof outsider === "string" ? [] : [outsider])])
      expect(await outcomeOf(send(database, outsider, teams.sweden, { sender, writtenAfter: 0 }))).toBe(
        "42501",
      );
  // The service role writes in somebody's name: by their rules.
  expect(
    await outcomeOf(send(database, "service_role", teams.sweden, { sender: mikko, writtenAfter: 0 })),
  ).toMatchObject({ detail: "answered" });
});
