import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { ORGANISERS_ID } from "@/lib/chat/schema";
import type { Actor } from "../support/database.ts";
import { type Message, send, sent, storedMessage } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, erik, mikko, sofia, teams } from "./support/demo.ts";
import { saidDuring } from "./support/live.ts";
import { enrolDeactivated, enrolMember, signUp } from "./support/people.ts";
import { snapshot } from "./support/reader.ts";

const database = await openDatabase();

const naming = (mentions: string[], content = "Look, @Erik Nyström") =>
  sent(database, anna, teams.sweden, { content, mentions });
const edit = async (id: string, content: string, mentions: string[] | null = null) => {
  const [message] = await database.as(
    anna,
    (sql) => sql<Message[]>`select * from public.edit_message(${id}, ${content}, ${mentions})`,
  );
  return message;
};

describe("a message that names people", () => {
  test("keeps their ids, and the names they have at that time", async () => {
    const message = await naming([erik.id, mikko.id]);
    expect(message).toMatchObject({
      mentions: [erik.id, mikko.id],
      mention_names: ["Erik Nyström", "Mikko Korhonen"],
    });
    await database.as(
      erik,
      (sql) => sql`update public.users set full_name = 'Erik N.' where id = ${erik.id}`,
    );
    expect((await storedMessage(database, message.id))?.mention_names).toEqual([
      "Erik Nyström",
      "Mikko Korhonen",
    ]);
    await database.as(
      erik,
      (sql) => sql`update public.users set full_name = 'Erik Nyström' where id = ${erik.id}`,
    );
  });

  test("may name the team, and the organisers, as a whole", async () => {
    expect(await naming([teams.sweden, ORGANISERS_ID])).toMatchObject({
      mentions: [teams.sweden, ORGANISERS_ID],
      mention_names: ["team", "organisers"],
    });
  });

  test("names each once, in the order in which they came first", async () => {
    const { mentions } = await naming([sofia.id, erik.id, sofia.id, erik.id]);
    expect(mentions).toEqual([sofia.id, erik.id]);
  });

  test("leaves out, without a word, who is not in the conversation", async () => {
    const gone = await enrolDeactivated(database, teams.sweden);
    const goneOrganiser = await enrolDeactivated(database, null);
    const stranger = await signUp(database);
    const others = [aino.id, teams.finland, gone.id, goneOrganiser.id, stranger.id, randomUUID()];
    expect(await naming([...others, erik.id])).toMatchObject({
      mentions: [erik.id],
      mention_names: ["Erik Nyström"],
    });
    expect(await naming(others)).toMatchObject({ mentions: [], mention_names: [] });
  });

  test("is told with them: live, and in the snapshot", async () => {
    let message: Message | undefined;
    const heard = await saidDuring(database, async () => {
      message = await naming([erik.id, teams.sweden]);
    });
    const named = [
      { id: erik.id, name: "Erik Nyström" },
      { id: teams.sweden, name: "team" },
    ];
    expect(heard.find(({ event }) => event === "message")?.payload).toMatchObject({ mentions: named });
    const reading = await snapshot(database, anna, teams.sweden);
    expect(reading?.messages.find(({ id }) => id === message?.id)).toMatchObject({ mentions: named });
  });

  test("names 20, and no more", async () => {
    const many = Array.from({ length: 20 }, () => randomUUID());
    expect(await naming([...many.slice(1), erik.id])).toMatchObject({ mentions: [erik.id] });
    await expect(naming([...many, erik.id])).rejects.toMatchObject({ code: "PT400", detail: "mentions" });
    const { id } = await naming([]);
    await expect(edit(id, "Everybody!", [...many, erik.id])).rejects.toMatchObject({ code: "PT400" });
  });

  test("never gets a name of its writer's own choosing", async () => {
    const forge = database.as(
      anna,
      (sql) => sql`
        insert into public.chat_messages (team_id, sender_id, content, mentions, mention_names)
        values (${teams.sweden}, ${anna.id}, '@The referee', ${[erik.id]}, ${["The referee"]})`,
    );
    await expect(forge).rejects.toMatchObject({ code: "42501" });
  });

  test("tells an outsider nothing of who is there", async () => {
    const tooMany = Array.from({ length: 21 }, () => randomUUID());
    const outside = send(database, aino, teams.sweden, { mentions: tooMany });
    await expect(outside).rejects.toMatchObject({ code: "42501" });
  });

  test("is stored once when it is sent again, as it was first", async () => {
    const id = randomUUID();
    await sent(database, anna, teams.sweden, { id, mentions: [erik.id] });
    expect(await send(database, anna, teams.sweden, { id, mentions: [mikko.id] })).toBeUndefined();
    expect(await storedMessage(database, id)).toMatchObject({ mentions: [erik.id] });
  });
});

test("a message of a client that knows of no mentions names nobody", async () => {
  const [message] = await database.as(
    anna,
    (sql) => sql<Message[]>`
      insert into public.chat_messages (team_id, sender_id, content)
      values (${teams.sweden}, ${anna.id}, 'Hej @Erik Nyström!') returning *`,
  );
  expect(message).toMatchObject({ mentions: [], mention_names: [] });
});

describe("an edit", () => {
  test("may name others", async () => {
    const { id, revision } = await naming([erik.id]);
    expect(
      await edit(id, "Look, @Erik Nyström and @Sofia Keller", [erik.id, sofia.id, aino.id]),
    ).toMatchObject({
      mentions: [erik.id, sofia.id],
      mention_names: ["Erik Nyström", "Sofia Keller"],
      revision: revision + 1,
    });
    expect(await edit(id, "Look", [])).toMatchObject({ mentions: [], mention_names: [] });
  });

  test("of whom it names alone is an edit", async () => {
    const { id, content, revision } = await naming([erik.id]);
    expect(await edit(id, content ?? "", [mikko.id])).toMatchObject({
      mentions: [mikko.id],
      revision: revision + 1,
    });
    expect(await edit(id, content ?? "", [mikko.id])).toMatchObject({ revision: revision + 1 });
  });

  test("that does not say whom it names goes on naming those whose names still stand in it", async () => {
    const { id } = await naming([erik.id, mikko.id, teams.sweden], "@Erik Nyström @Mikko Korhonen @Team");
    expect(await edit(id, "@mikko korhonen, and the whole @team")).toMatchObject({
      mentions: [mikko.id, teams.sweden],
    });
    const two = (actor: Actor) =>
      database.as(actor, (sql) => sql<Message[]>`select * from public.edit_message(${id}, 'Nobody.')`);
    expect((await two(anna))[0]).toMatchObject({ mentions: [] });
  });

  test("keeps those who have left since, by the name that stands in it, and takes no new ones who have", async () => {
    const passing = await enrolMember(database, teams.sweden);
    const { id } = await naming([passing.id]);
    await database.owner`update public.users set team_id = ${teams.norway} where id = ${passing.id}`;
    expect(await edit(id, "Still @A new member", [passing.id])).toMatchObject({
      mentions: [passing.id],
      mention_names: ["A new member"],
    });
    expect(await edit(id, "Nobody", [])).toMatchObject({ mentions: [] });
    expect(await edit(id, "Again @A new member", [passing.id])).toMatchObject({ mentions: [] });
  });
});

test("a deleted message names nobody", async () => {
  const { id } = await naming([erik.id]);
  await database.as(anna, (sql) => sql`select public.delete_message(${id})`);
  expect(await storedMessage(database, id)).toMatchObject({ content: null, mentions: [], mention_names: [] });
});

test("the organisers' id is the same in the database and on the site", async () => {
  const [row] = await database.owner<{ id: string }[]>`select private.organisers_mention() as id`;
  expect(row?.id).toBe(ORGANISERS_ID);
});
