import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Actor } from "../support/database.ts";
import { send } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, mikko, sofia, teams } from "./support/demo.ts";
import { adminTopic, mayHear, saidDuring } from "./support/live.ts";
import { enrolDeactivated, enrolOrganiser, signUp } from "./support/people.ts";
import { toldOf } from "./support/told.ts";

const database = await openDatabase();
const { owner, admin } = database;

type Note = {
  id: string;
  content: string | null;
  after_seq: number;
  author_name: string;
  edited_at: string | null;
  deleted_at: string | null;
};

const ask = async <T>(actor: Actor, expression: string, given: (string | null)[]) => {
  const [row] = await database.as(actor, (sql) =>
    sql.unsafe<{ answer: T }[]>(`select ${expression} as answer`, given),
  );
  return row?.answer as T;
};
const note = (
  actor: Actor,
  content: string | null = "They pay late.",
  id: string = randomUUID(),
  team: string = teams.norway,
) => ask<Note>(actor, "public.write_note($1, $2, $3)", [id, team, content]);
const edit = (actor: Actor, { id }: Pick<Note, "id">, content: string | null) =>
  ask<Note>(actor, "public.edit_note($1, $2)", [id, content]);
const remove = (actor: Actor, { id }: Pick<Note, "id">) => ask<null>(actor, "public.delete_note($1)", [id]);
const list = (actor: Actor, team: string = teams.norway) =>
  ask<Note[] | null>(actor, "public.conversation_note_list($1)", [team]);
const refusal = (code: string, detail?: string) =>
  expect.objectContaining(detail === undefined ? { code } : { code, detail });

/** All that a team can read of itself and the organisers, with what rows tell of who locked and who wrote them. */
async function seenBy(member: Actor): Promise<unknown> {
  const tables = await owner<{ name: string }[]>`
    select oid::regclass::text as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v')
      and has_table_privilege('authenticated', oid, 'select') order by 1`;
  return database.as(member, async (sql) => {
    const seen: Record<string, unknown> = {};
    for (const { name } of tables)
      seen[name] = await sql.unsafe(
        `select xmin::text, xmax::text, to_jsonb(t) as row from public.${name.replace("public.", "")} t order by 3`,
      );
    const [answers] = await sql`
      select public.chat_snapshot(${teams.norway}) as snapshot, public.chat_changes(${teams.norway}, 0) as changes,
        public.conversation_readers(${teams.norway}) as readers, public.my_topics() as topics,
        public.notification_list() as notifications, public.unread_notification_count() as unread,
        (select jsonb_agg(to_jsonb(l)) from public.conversation_list() l) as list`;
    return { ...seen, answers };
  });
}

describe("a note", () => {
  test("stands behind the newest message, and organisers read it in the order in which it was written", async () => {
    await send(database, mikko, teams.norway);
    const [head] = await owner<{ last_seq: number }[]>`
      select last_seq from public.conversations where team_id = ${teams.norway}`;
    const first = await note(mikko, "Call their hotel.");
    await send(database, sofia, teams.norway);
    const second = await note(sofia, "Done.");
    expect(first).toMatchObject({ after_seq: head?.last_seq, author_name: "Mikko Korhonen" });
    expect(second.after_seq).toBe(first.after_seq + 1);
    expect((await list(sofia))?.slice(-2).map(({ content }) => content)).toEqual([
      "Call their hotel.",
      "Done.",
    ]);
  });

  test("is stored once, however often its writer tries, with what they wrote last", async () => {
    const { id } = await note(mikko, "One.");
    expect(await note(mikko, "One.", id)).toMatchObject({ edited_at: null });
    expect(await note(mikko, "One and two.", id)).toMatchObject({ content: "One and two." });
    await expect(note(sofia, "Mine.", id)).rejects.toEqual(refusal("PT409", "id_taken"));
    await expect(note(mikko, "One.", id, teams.austria)).rejects.toEqual(refusal("PT409", "id_taken"));
    expect((await list(mikko))?.filter((one) => one.id === id)).toHaveLength(1);
  });

  test("is changed and deleted by who wrote it, and a late retry does not bring it back", async () => {
    const own = await note(mikko);
    await expect(edit(sofia, own, "Hers.")).rejects.toEqual(refusal("PT403", "not_yours"));
    await expect(remove(sofia, own)).rejects.toEqual(refusal("PT403", "not_yours"));
    expect(await edit(mikko, own, "They have paid.")).toMatchObject({
      content: "They have paid.",
      edited_at: expect.any(String),
    });
    await remove(mikko, own);
    await remove(mikko, own);
    expect(await note(mikko, "They pay late.", own.id)).toMatchObject({
      content: null,
      deleted_at: expect.any(String),
    });
    await expect(edit(mikko, own, "Again.")).rejects.toEqual(refusal("PT409", "deleted"));
    expect((await list(mikko))?.some(({ id }) => id === own.id)).toBe(false);
    const [row] = await owner`select content from public.conversation_notes where id = ${own.id}`;
    expect(row).toEqual({ content: null });
  });

  test("needs a text of at most 5,000 characters, and a conversation", async () => {
    for (const text of ["", " \n", "x".repeat(5001)])
      await expect(note(mikko, text)).rejects.toEqual(refusal("23514"));
    await expect(note(mikko, null)).rejects.toEqual(refusal("23502"));
    await expect(note(mikko, "Hush.", randomUUID(), randomUUID())).rejects.toEqual(refusal("PT404"));
    expect(await note(mikko, "😀".repeat(5000))).toMatchObject({ after_seq: expect.any(Number) });
  });

  test("comes at most thirty times a minute from one organiser, changes and deletions counted", async () => {
    const busy = await enrolOrganiser(database);
    const first = await note(busy, "0");
    for (let n = 1; n < 28; n += 1) await note(busy, `${n}`);
    await edit(busy, first, "changed");
    await remove(busy, first);
    await expect(note(busy, "Too much.")).rejects.toEqual(refusal("PT429"));
    expect(await note(sofia, "In time.")).toMatchObject({ content: "In time." });
    await owner`update private.organiser_writes set written_at = written_at - interval '61 s' where person_id = ${busy.id}`;
    expect(await note(busy, "A minute later.")).toMatchObject({ content: "A minute later." });
  });

  test("is told to the organisers alone, which conversation it is of and no more", async () => {
    const said = await saidDuring(database, async () => {
      const own = await note(mikko);
      await edit(mikko, own, "More.");
      await remove(mikko, own);
    });
    const told = {
      topic: await adminTopic(database),
      event: "note",
      payload: { team_id: teams.norway, id: expect.any(String) },
    };
    expect(said).toEqual([told, told, told]);
    const members = [anna, aino, await signUp(database), await enrolDeactivated(database, null)];
    for (const member of members)
      expect(await mayHear(database, member, told.topic, "broadcast")).toBe(false);
  });
});

describe("no team learns that there is one", () => {
  test("by anything that it can read or call, nor by what a row says of who locked it", async () => {
    const [row] = await admin<{ id: string }[]>`
      insert into auth.users (id, email) values (gen_random_uuid(), 'oslo@rinkside.test') returning id`;
    const member = { id: row?.id ?? "" };
    await owner`insert into public.users (id, team_id, full_name) values (${member.id}, ${teams.norway}, 'Nora')`;
    await owner`delete from public.conversation_notes`;
    const before = await seenBy(member);
    expect(await list(member)).toBeNull();
    await note(mikko, "Before.");
    const told = await toldOf(database, async () => {
      const own = await note(mikko);
      await edit(mikko, own, "More.");
      await remove(sofia, await note(sofia));
    });
    expect(told).toEqual([]);
    expect(await seenBy(member)).toEqual(before);
    expect(await list(member)).toBeNull();
  });

  test("by an error: whatever it gives, it is told the same of what exists and what does not", async () => {
    const { id } = await note(mikko);
    const outsiders = [
      anna,
      aino,
      await signUp(database),
      await enrolDeactivated(database, null),
      await enrolDeactivated(database, teams.norway),
    ];
    for (const outsider of outsiders)
      for (const given of [id, randomUUID()])
        for (const attempt of [
          () => note(outsider, "Hello?", given),
          () => edit(outsider, { id: given }, "Hello?"),
          () => remove(outsider, { id: given }),
        ])
          await expect(attempt()).rejects.toMatchObject({
            code: "42501",
            message: "Only organisers can do this",
          });
  });

  test("by what the planner guesses, which a right to read would tell", async () => {
    await admin`analyze public.conversation_notes`;
    for (const actor of [anna, mikko, "anon", "service_role"] as const)
      await expect(
        database.as(actor, (sql) => sql`explain select from public.conversation_notes`),
      ).rejects.toMatchObject({ code: "42501" });
  });
});
