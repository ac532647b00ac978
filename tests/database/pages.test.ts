import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Actor } from "../support/database.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, mikko, sofia, teams } from "./support/demo.ts";
import { adminTopic, saidDuring, signalsDuring } from "./support/live.ts";
import { holdOpen, someoneWaits } from "./support/locks.ts";
import { enrolOrganiser } from "./support/people.ts";

const database = await openDatabase();

type Page = { id: string; slug: string; title: string; body: string; status: string; revision: number };
type Shown = { slug: string; news: string | null; changed_by_name: string | null; body?: string };

const call = async <T>(actor: Actor, name: string, ...given: (string | number | null)[]) => {
  const places = given.map((_, index) => `$${index + 1}`);
  const [row] = await database.as(actor, (sql) =>
    sql.unsafe<{ page: T }[]>(`select to_jsonb(public.${name}(${places})) as page`, given),
  );
  return row?.page as T;
};
const freshSlug = () => `page-${randomUUID().slice(0, 8)}`;
const create = (actor: Actor, page: Partial<Page> = {}) => {
  const { id, slug, title, body } = {
    id: randomUUID(),
    slug: freshSlug(),
    title: "Buses",
    body: "",
    ...page,
  };
  return call<Page>(actor, "create_page", id, slug, title, body);
};
const edit = (actor: Actor, page: Page, change: Partial<Page>) => {
  const { id, revision, slug, title, body } = { ...page, ...change };
  return call<Page>(actor, "edit_page", id, revision, slug, title, body);
};
const publish = (actor: Actor, { id, revision }: Page) => call<Page>(actor, "publish_page", id, revision);
const takeBack = (actor: Actor, { id }: Page) => call<Page>(actor, "take_back_page", id);
const remove = (actor: Actor, { id, revision }: Page) => call<null>(actor, "delete_page", id, revision);
const markRead = (actor: Actor, { id }: Page, revision: number | null) =>
  call<number>(actor, "mark_page_read", id, revision);
const read = (actor: Actor, { slug }: Pick<Page, "slug">) => call<Shown | null>(actor, "read_page", slug);
const list = (actor: Actor) => call<Shown[]>(actor, "page_list");
const newsOf = async (actor: Actor, { slug }: Page) =>
  (await list(actor)).find((page) => page.slug === slug)?.news;
const refusal = (code: string, detail?: string) =>
  expect.objectContaining(detail === undefined ? { code } : { code, detail });

describe("a draft", () => {
  test("is there for organisers, and for a team neither in the list nor by its address", async () => {
    const page = await create(mikko, { title: "Closing", body: "Hush." });
    expect(await read(sofia, page)).toMatchObject({
      body: "Hush.",
      news: "new",
      changed_by_name: "Mikko Korhonen",
    });
    expect(await read(anna, page)).toBeNull();
    expect(await newsOf(anna, page)).toBeUndefined();
    await expect(markRead(anna, page, 1)).rejects.toEqual(refusal("PT404", "page"));
  });

  test("is told of to the organisers alone, whatever becomes of it", async () => {
    const said = await saidDuring(database, async () => {
      const page = await create(mikko);
      await remove(mikko, await edit(mikko, page, { body: "More." }));
    });
    const told = { topic: await adminTopic(database), event: "changed" };
    expect(said).toEqual([told, told, told].map((signal) => expect.objectContaining(signal)));
  });

  test("is deleted by whoever has seen it as it is, unless teams have known it", async () => {
    const page = await create(mikko);
    await edit(sofia, page, { body: "Sofia's." });
    await expect(remove(mikko, page)).rejects.toEqual(refusal("PT409", "edited_meanwhile"));
    const known = await takeBack(mikko, await publish(mikko, await create(mikko)));
    await expect(remove(mikko, known)).rejects.toEqual(refusal("PT409", "was_published"));
    await remove(mikko, { ...page, revision: 2 });
    expect(await read(mikko, page)).toBeNull();
    await expect(remove(mikko, page)).rejects.toEqual(refusal("PT404", "page"));
  });

  test("of which the answer was lost is begun once, with what was written since", async () => {
    const page = await create(mikko, { body: "One." });
    expect(await create(mikko, page)).toMatchObject({ id: page.id, revision: 1 });
    expect(await create(mikko, { ...page, body: "One and two." })).toMatchObject({ revision: 2 });
    await expect(create(mikko, { ...page, body: "Three." })).rejects.toEqual(
      refusal("PT409", "edited_meanwhile"),
    );
    await expect(create(sofia, page)).rejects.toEqual(refusal("PT409", "id_taken"));
  });
});

describe("what is published", () => {
  test("is read by every team, and told to everybody and to the organisers, as often as it changes", async () => {
    const draft = await create(mikko);
    const published = [
      {
        topic: await adminTopic(database),
        event: "changed",
        payload: expect.objectContaining({ noun: "pages" }),
      },
      { topic: "portal", event: "changed", payload: expect.objectContaining({ noun: "pages" }) },
    ];
    expect(await signalsDuring(database, () => publish(mikko, draft))).toEqual(published);
    expect(await read(aino, draft)).toMatchObject({ slug: draft.slug, news: "new" });
    expect(await saidDuring(database, () => edit(sofia, draft, { title: "Buses at night" }))).toEqual(
      published,
    );
    expect(await saidDuring(database, () => takeBack(sofia, draft))).toEqual(published);
    expect(await read(aino, draft)).toBeNull();
  });

  test("was changed by whoever published it, until somebody edits it", async () => {
    const page = await create(mikko);
    const published = await publish(sofia, page);
    expect(await read(mikko, page)).toMatchObject({ changed_by_name: "Sofia Keller" });
    await takeBack(mikko, page);
    expect(await read(mikko, page)).toMatchObject({ changed_by_name: "Sofia Keller" });
    await edit(mikko, published, { body: "Gate C." });
    expect(await read(sofia, page)).toMatchObject({ changed_by_name: "Mikko Korhonen" });
  });

  test("is published once, taken back once, and says nothing the second time", async () => {
    const page = await publish(mikko, await create(mikko));
    expect(await saidDuring(database, () => publish(sofia, page))).toEqual([]);
    expect((await publish(sofia, page)).status).toBe("published");
    await takeBack(mikko, page);
    expect(await saidDuring(database, () => takeBack(mikko, page))).toEqual([]);
  });

  test("keeps its address, for links to it", async () => {
    const page = await publish(mikko, await create(mikko));
    await expect(edit(mikko, page, { slug: freshSlug() })).rejects.toEqual(refusal("PT409", "slug_fixed"));
    const back = await takeBack(mikko, page);
    await expect(edit(mikko, back, { slug: freshSlug() })).rejects.toEqual(refusal("PT409", "slug_fixed"));
  });

  test("is not published as somebody has not seen it", async () => {
    const page = await create(mikko);
    await edit(sofia, page, { body: "Not yet true." });
    await expect(publish(mikko, page)).rejects.toEqual(refusal("PT409", "edited_meanwhile"));
    expect(await read(anna, page)).toBeNull();
  });
});

describe("a reader", () => {
  test("has it as new until it is read, and as changed after an edit, each for themselves", async () => {
    const page = await publish(mikko, await create(mikko));
    expect(await newsOf(anna, page)).toBe("new");
    expect(await newsOf(mikko, page)).toBeNull();
    expect(await markRead(anna, page, 1)).toBe(1);
    expect([await newsOf(anna, page), await newsOf(aino, page)]).toEqual([null, "new"]);
    await edit(sofia, page, { body: "The last bus leaves at 23:30." });
    expect([await newsOf(anna, page), await newsOf(aino, page)]).toEqual(["changed", "new"]);
    expect([await newsOf(mikko, page), await newsOf(sofia, page)]).toEqual(["changed", null]);
  });

  test("marks up to what there is, never back, and their own other screens hear of it", async () => {
    const page = await publish(mikko, await create(mikko));
    const said = await saidDuring(database, () => markRead(anna, page, 99));
    expect(said).toMatchObject([{ topic: `user:${anna.id}`, event: "changed", payload: { noun: "pages" } }]);
    expect(await saidDuring(database, () => markRead(anna, page, 1))).toEqual([]);
    await edit(mikko, page, { body: "Changed." });
    expect(await newsOf(anna, page)).toBe("changed");
    expect(await markRead(anna, page, 2)).toBe(2);
    expect(await markRead(anna, page, 1)).toBe(2);
    for (const nonsense of [0, -1, null])
      await expect(markRead(anna, page, nonsense)).rejects.toEqual(refusal("22004"));
  });

  test("who reads an older text on one screen while they read the newer one on another has read the newer one", async () => {
    const page = await edit(mikko, await publish(mikko, await create(mikko)), { body: "Changed." });
    const newer = await holdOpen(database, anna, (sql) => sql`select public.mark_page_read(${page.id}, 2)`);
    const older = markRead(anna, page, 1);
    await someoneWaits(database);
    await newer.commit();
    expect(await older).toBe(2);
    expect(await newsOf(anna, page)).toBeNull();
  });

  test("on two screens at once marks it once", async () => {
    const page = await publish(mikko, await create(mikko));
    expect(await Promise.all([1, 1, 1, 1].map((revision) => markRead(anna, page, revision)))).toEqual([
      1, 1, 1, 1,
    ]);
  });
});

describe("two organisers at once", () => {
  test("who change the same page: the second is told, and overwrites nothing", async () => {
    const page = await create(mikko, { body: "Before." });
    const first = await holdOpen(
      database,
      mikko,
      (sql) => sql`select public.edit_page(${page.id}, 1, ${page.slug}, 'Buses', 'Mikko''s.')`,
    );
    const second = expect(edit(sofia, page, { body: "Sofia's." })).rejects.toEqual(
      refusal("PT409", "edited_meanwhile"),
    );
    await someoneWaits(database);
    await first.commit();
    await second;
    expect(await read(mikko, page)).toMatchObject({ body: "Mikko's." });
  });

  test("who write the same: it is one change", async () => {
    const page = await create(mikko);
    await edit(mikko, page, { body: "Gate C." });
    expect((await edit(sofia, page, { body: "Gate C." })).revision).toBe(2);
  });

  test("who take the same address: one has it, and the other is told", async () => {
    const slug = freshSlug();
    const first = await holdOpen(
      database,
      mikko,
      (sql) => sql`select public.create_page(${randomUUID()}, ${slug}, 'Mikko''s', '')`,
    );
    const second = expect(create(sofia, { slug })).rejects.toEqual(refusal("PT409", "slug_taken"));
    await someoneWaits(database);
    await first.commit();
    await second;
    expect(await read(sofia, { slug })).toMatchObject({ changed_by_name: "Mikko Korhonen" });
  });

  test("who demote each other: whoever was demoted while they waited writes nothing", async () => {
    const leaving = await enrolOrganiser(database);
    const page = await create(leaving);
    const demotion = await holdOpen(
      database,
      mikko,
      (sql) => sql`select public.demote_person(${leaving.id}, ${teams.norway})`,
    );
    const write = expect(edit(leaving, page, { body: "One last word." })).rejects.toEqual(refusal("42501"));
    await someoneWaits(database);
    await demotion.commit();
    await write;
    expect(await read(mikko, page)).toMatchObject({ body: "" });
  });
});

describe("bad input is refused", () => {
  const problems: [string, { slug?: string; title?: string; body?: string }][] = [
    ["an address with a slash", { slug: "a/b" }],
    ["an address with dots", { slug: ".." }],
    ["an address in capitals", { slug: "Buses" }],
    ["no address", { slug: "" }],
    ["an address of 81 characters", { slug: "a".repeat(81) }],
    ["the address where a page is begun", { slug: "new" }],
    ["no title", { title: " " }],
    ["a title of two lines", { title: "Buses\nand trams" }],
    ["a title of 201 characters", { title: "a".repeat(201) }],
    ["a text of 100,001 characters", { body: "a".repeat(100_001) }],
    ["quotes 51 deep", { body: `Gate C.\n${">".repeat(51)} a` }],
    ["quotes 51 deep after an old line end", { body: `Gate C.\r${" >".repeat(51)} a` }],
    ["a point of a list 101 signs to the right", { body: `> - a\n> - a\n>${" ".repeat(101)}- a` }],
    ["footnotes 51 deep", { body: "[^1]: ".repeat(51) }],
    ["lists 51 deep", { body: `${"- 1. *\t".repeat(17)}a` }],
  ];
  test.each(problems)("%s", async (_, problem) => {
    await expect(create(mikko, problem)).rejects.toEqual(refusal("23514"));
    const page = await create(mikko);
    await expect(edit(mikko, page, problem)).rejects.toEqual(refusal("23514"));
  });

  test("but not what is as deep as it may be, nor a long line of dashes", async () => {
    const body = `${">".repeat(50)} a\n\n${"-".repeat(1_000)}\n\n${"> a\n".repeat(20_000)}`;
    expect(await create(mikko, { body })).toMatchObject({ body });
  });

  test("an address that another page has, also when it is a draft", async () => {
    const [one, other] = [await create(mikko), await create(sofia)];
    await expect(create(mikko, { slug: one.slug })).rejects.toEqual(refusal("PT409", "slug_taken"));
    await expect(edit(sofia, other, { slug: one.slug })).rejects.toEqual(refusal("PT409", "slug_taken"));
    expect((await edit(sofia, other, { slug: freshSlug() })).revision).toBe(2);
  });
});
