import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Actor } from "../support/database.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, mikko, sofia } from "./support/demo.ts";
import { adminTopic, saidDuring } from "./support/live.ts";
import { enrolDeactivated, enrolOrganiser } from "./support/people.ts";

const database = await openDatabase();

type Reply = { id: string; title: string; shortcut: string | null; content: string; revision: number };

const call = async <T>(actor: Actor, name: string, given: (string | number | null)[]) => {
  const places = given.map((_, index) => `$${index + 1}`);
  const [row] = await database.as(actor, (sql) =>
    sql.unsafe<{ reply: T }[]>(`select to_jsonb(public.${name}(${places})) as reply`, given),
  );
  return row?.reply as T;
};
const create = (actor: Actor, reply: Partial<Reply> = {}) => {
  const { id, title, shortcut, content } = {
    id: randomUUID(),
    title: "Gates",
    shortcut: null,
    content: "Gate C, {name}.",
    ...reply,
  };
  return call<Reply>(actor, "create_reply", [id, title, shortcut, content]);
};
const edit = (actor: Actor, reply: Reply, change: Partial<Reply>) => {
  const { id, revision, title, shortcut, content } = { ...reply, ...change };
  return call<Reply>(actor, "edit_reply", [id, revision, title, shortcut, content]);
};
const remove = (actor: Actor, { id, revision }: Reply) => call<null>(actor, "delete_reply", [id, revision]);
const seenBy = (actor: Actor) =>
  database.as(actor, (sql) => sql<Reply[]>`select * from public.canned_replies order by title`);
const refusal = (code: string, detail?: string) =>
  expect.objectContaining(detail === undefined ? { code } : { code, detail });

describe("a canned reply", () => {
  test("is kept by all organisers, and read by nobody else", async () => {
    const reply = await create(mikko);
    expect(await seenBy(sofia)).toContainEqual(expect.objectContaining({ id: reply.id }));
    for (const outsider of [anna, aino, await enrolDeactivated(database, null)]) {
      expect(await seenBy(outsider)).toEqual([]);
      for (const tried of [
        () => create(outsider),
        () => edit(outsider, reply, { content: "Mine." }),
        () => remove(outsider, reply),
      ])
        await expect(tried()).rejects.toEqual(refusal("42501"));
    }
  });

  test("that two change at once is not overwritten unseen, nor deleted", async () => {
    const reply = await create(mikko);
    const [first, second] = await Promise.allSettled([
      edit(mikko, reply, { content: "Gate D." }),
      edit(sofia, reply, { content: "Gate E." }),
    ]);
    expect([first.status, second.status].toSorted()).toEqual(["fulfilled", "rejected"]);
    const late = first.status === "rejected" ? first : second;
    expect(late).toMatchObject({ reason: { code: "PT409", detail: "edited_meanwhile" } });
    await expect(remove(sofia, reply)).rejects.toEqual(refusal("PT409", "edited_meanwhile"));
    await remove(sofia, { ...reply, revision: 2 });
    await expect(edit(mikko, reply, { content: "Gate F." })).rejects.toEqual(refusal("PT404", "reply"));
  });

  test("of which the answer was lost is there once, and the same again changes nothing", async () => {
    const reply = await create(mikko);
    expect(await create(mikko, reply)).toMatchObject({ revision: 1 });
    expect(await create(mikko, { ...reply, content: "Gate D." })).toMatchObject({ revision: 2 });
    await expect(create(sofia, reply)).rejects.toEqual(refusal("PT409", "id_taken"));
  });

  test("has a shortcut of its own, in small letters, digits and hyphens", async () => {
    const reply = await create(mikko, { shortcut: "gates" });
    await expect(create(sofia, { shortcut: "gates" })).rejects.toEqual(refusal("PT409", "shortcut_taken"));
    const other = await create(sofia, { shortcut: "gates-2" });
    await expect(edit(sofia, other, { shortcut: "gates" })).rejects.toEqual(
      refusal("PT409", "shortcut_taken"),
    );
    expect(await edit(mikko, reply, { shortcut: null })).toMatchObject({ shortcut: null });
    for (const shortcut of ["", "Gates", "a b", "/a", "x".repeat(31)])
      await expect(create(mikko, { shortcut })).rejects.toEqual(refusal("23514"));
    for (const title of ["", "x".repeat(81), "\u200b"])
      await expect(create(mikko, { title })).rejects.toEqual(refusal("23514"));
    for (const content of ["", " ", "x".repeat(5001)])
      await expect(create(mikko, { content })).rejects.toEqual(refusal("23514"));
  });

  test("is written at most thirty times a minute by one organiser", async () => {
    const busy = await enrolOrganiser(database);
    for (let n = 0; n < 30; n += 1) await create(busy);
    await expect(create(busy)).rejects.toEqual(refusal("PT429"));
  });

  test("is told of to the organisers alone, whatever becomes of it", async () => {
    const said = await saidDuring(database, async () => {
      await remove(mikko, await edit(mikko, await create(mikko), { content: "Gate D." }));
    });
    const told = {
      topic: await adminTopic(database),
      event: "changed",
      payload: expect.objectContaining({ noun: "replies" }),
    };
    expect(said).toEqual([told, told, told]);
  });
});
