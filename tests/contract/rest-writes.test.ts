import { createClient } from "@supabase/supabase-js";
import { beforeEach, expect, test } from "vitest";
import { eventually } from "../support/eventually.ts";
import { openSupabase } from "./support/supabase.ts";

/** What PostgREST answers to writes, where that is not what one would get by reading again. */
const { url, secretKey, owner } = await openSupabase();
await owner.unsafe(`
  create table contract_lists (id int primary key, name text not null);
  create table contract_items (
    id int primary key,
    list_id int references contract_lists,
    state text not null default 'open',
    done boolean not null default false,
    notes jsonb,
    tags text[],
    days boolean[]
  );
  grant all on contract_lists, contract_items to service_role;
  notify pgrst, 'reload schema';
`);
const service = createClient(url, secretKey, { auth: { persistSession: false } });
const items = () => service.from("contract_items");

await eventually(async () => {
  expect((await items().select("id, contract_lists(id)")).status).toBe(200);
}, 20_000);

beforeEach(async () => {
  await owner`truncate contract_items, contract_lists`;
  await owner`insert into contract_lists values (1, 'Ice'), (2, 'Bus')`;
  await owner`insert into contract_items (id, list_id) values (1, 1), (2, 1), (3, 2)`;
});

test("an update that changes what it filters by answers with every row it wrote, with what they embed", async () => {
  const { data, status } = await items()
    .update({ state: "closed" })
    .eq("state", "open")
    .eq("list_id", 1)
    .select("id, state, contract_lists(name)")
    .order("id");
  expect([status, data]).toEqual([
    200,
    [
      { id: 1, state: "closed", contract_lists: { name: "Ice" } },
      { id: 2, state: "closed", contract_lists: { name: "Ice" } },
    ],
  ]);
  expect(await owner`select id from contract_items where state = 'closed'`).toHaveLength(2);
});

test("the same with single() gives the one row, and refuses two with 406, which are then not written", async () => {
  const close = (id: number[]) =>
    items()
      .update({ state: "closed" })
      .eq("state", "open")
      .in("id", id)
      .select("id, contract_lists(name)")
      .single();
  expect((await close([3])).data).toEqual({ id: 3, contract_lists: { name: "Bus" } });
  expect(await close([1, 2])).toMatchObject({ status: 406, error: { code: "PGRST116" } });
  expect(await owner`select id from contract_items where state = 'open'`).toHaveLength(2);
});

test("an update that matches nothing answers with nothing", async () => {
  const { data, status } = await items()
    .update({ state: "closed" })
    .eq("state", "gone")
    .select("id, contract_lists(name)");
  expect([status, data]).toEqual([200, []]);
});

test.each([true, false])("jsonb keeps %j alone, inserted and updated", async (value) => {
  const inserted = await items().insert({ id: 4, notes: value }).select("notes").single();
  expect([inserted.status, inserted.data]).toEqual([201, { notes: value }]);
  const updated = await items().update({ notes: !value }).eq("id", 4).select("notes").single();
  expect(updated.data).toEqual({ notes: !value });
  const [row] = await owner`select jsonb_typeof(notes) as type from contract_items where id = 4`;
  expect(row?.type).toBe("boolean");
});

test("booleans within jsonb, and in a column of their own, stay what they are", async () => {
  const rows = [
    { id: 4, done: true, notes: [true, { a: false }] },
    { id: 5, done: false, notes: { b: [true] } },
  ];
  const { data, error } = await items().insert(rows).select("id, done, notes").order("id");
  expect([error, data]).toEqual([null, rows]);
  expect((await items().update({ done: false }).eq("done", true).select("id")).data).toEqual([{ id: 4 }]);
});

test("a list is a JSON list in a jsonb column, and an array in a column of arrays, one row or many", async () => {
  const lists = { notes: [false, 1, "a"], tags: ["ice", 'a "b", c'], days: [true, false] };
  const rows = [
    { id: 4, ...lists },
    { id: 5, notes: [[true], [false]], tags: [], days: null },
  ];
  const select = "id, notes, tags, days";
  const { data, error } = await items().insert(rows).select(select).order("id");
  expect([error, data]).toEqual([null, rows]);
  expect((await items().update(lists).eq("id", 5).select(select)).data).toEqual([{ id: 5, ...lists }]);
});
