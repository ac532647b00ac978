import { createClient } from "@supabase/supabase-js";
import { describe, expect, test } from "vitest";
import { eventually } from "../support/eventually.ts";
import { openSupabase } from "./support/supabase.ts";

/** PostgREST leaves JSON to Postgres: what it answers is what Postgres itself writes, to the letter but for blanks. */
const { url, secretKey, owner } = await openSupabase();
await owner.unsafe(`
  create table contract_values (
    id int primary key,
    whole bigint, wholes bigint[], amount numeric, nothing numeric, ratio float8, day date, hour time, hour_there timetz,
    moment timestamptz, moments timestamptz[], bytes bytea, range tstzrange, data jsonb, old_data json, yes boolean, word text
  );
  create table contract_copies (id int primary key references contract_values);
  grant all on contract_values, contract_copies to service_role;
  create function contract_echo(value jsonb) returns jsonb language sql immutable as 'select value';
  create function contract_lists(words text[], days boolean[], yes boolean, amount numeric) returns jsonb
    language sql immutable as 'select jsonb_build_array(words, days, yes, amount)';
  create function contract_largest() returns bigint language sql immutable as 'select 9223372036854775807';
  grant execute on function contract_echo(jsonb), contract_lists(text[], boolean[], boolean, numeric), contract_largest()
    to service_role;
  notify pgrst, 'reload schema';
`);
const service = createClient(url, secretKey, { auth: { persistSession: false } });
const headers = { apikey: secretKey, "content-type": "application/json" };

await eventually(async () => {
  expect((await service.from("contract_copies").select("id, contract_values(id)")).status).toBe(200);
  expect((await service.rpc("contract_largest")).status).toBe(200);
}, 20_000);

await owner`
  insert into contract_values values (1, 9007199254740993, '{9007199254740993, 1}', 1.10, 'NaN', 0.1, '2026-03-01',
    '10:00', '10:00+00', '2026-03-01 10:00:00.5+00', '{2026-03-01 10:00:00+00}', '\\x00ff',
    '[2026-03-01, 2026-03-02)', '{"whole": 9007199254740993}', '{"whole": 12345678901234567890}', true, 'ice')`;
await owner`insert into contract_copies values (1)`;

const squeezed = (json: string) => json.replaceAll(/([:,]) /g, "$1");
const textOf = async (path: string) =>
  squeezed(await (await fetch(`${url}/rest/v1/${path}`, { headers })).text());

describe("every value comes as Postgres writes it in JSON", () => {
  test("in a row", async () => {
    const [written] = await owner`select json_agg(to_json(row))::text as json from contract_values row`;
    expect(await textOf("contract_values")).toBe(squeezed(String(written?.json)));
  });

  test("in a row that is embedded", async () => {
    expect(await textOf("contract_copies?select=id,...contract_values(whole,wholes,moment,bytes,data)")).toBe(
      `[{"id":1,"whole":9007199254740993,"wholes":[9007199254740993,1],"moment":"2026-03-01T10:00:00.5+00:00","bytes":"\\\\x00ff","data":{"whole":9007199254740993}}]`,
    );
  });

  test("from a function", async () => {
    expect(await textOf("rpc/contract_largest")).toBe("9223372036854775807");
  });
});

describe("a string is read as a text of its column's type, and is a string in JSON", () => {
  test.each([
    ["yes", "true", "true"],
    ["yes", "f", "false"],
    ["whole", "9007199254740993", "9007199254740993"],
    ["amount", "1.10", "1.10"],
    ["bytes", "\\x00ff", String.raw`"\\x00ff"`],
    ["moment", "2026-03-01 12:00+02", '"2026-03-01T10:00:00+00:00"'],
    ["day", "1 March 2026", '"2026-03-01"'],
    ["data", '{"a": 1}', String.raw`"{\"a\": 1}"`],
    ["data", "5", '"5"'],
    ["word", "5", '"5"'],
  ])("%s: %j is %s", async (column, sent, stored) => {
    const row = { id: 2, [column]: sent };
    const { error } = await service.from("contract_values").upsert(row);
    const updated = await service
      .from("contract_values")
      .update({ [column]: sent })
      .eq("id", 2);
    expect([error, updated.error]).toEqual([null, null]);
    const [kept] =
      await owner`select to_json(${owner(column)})::text as json from contract_values where id = 2`;
    expect(kept?.json).toBe(stored);
  });
});

describe("an argument of a function arrives as what it is:", () => {
  test.each([
    [true],
    [5],
    ["5"],
    ["true"],
    ["words"],
    ['{"a":1}'],
    [null],
    [{ a: [1, "två"] }],
    [[true, 1]],
    [["a"]],
  ])("jsonb %j", async (value) => {
    const { data, error } = await service.rpc("contract_echo", { value });
    expect([error, data]).toEqual([null, value]);
  });

  test("lists, booleans and numbers", async () => {
    const lists = { words: ["a", 'b, "c"'], days: [true, false], yes: true, amount: 1.5 };
    const { data, error } = await service.rpc("contract_lists", lists);
    expect([error, data]).toEqual([null, Object.values(lists)]);
  });
});
