import { describe, expect, test } from "vitest";
import { jwtSecret, secretKey } from "../../../supabase/local/keys.ts";
import { eventually } from "../../support/eventually.ts";
import { signToken } from "../../support/sign-token.ts";
import { startLiteAlone } from "./lite.ts";

/**
 * What lite's REST answers without our corrections. Where one of these fails, lite has mended something: see whether its
 * correction (supabase/local/corrections/rest*.ts), whose contract tests say what PostgREST answers, is needed still.
 */
const { ask, owner, admin } = await startLiteAlone();
await owner.unsafe(`
  create table alone_shelves (id int primary key, name text);
  create table alone_books (
    id int primary key, shelf_id int references alone_shelves, state text default 'open', notes jsonb,
    pages bigint default 9007199254740993, price numeric default 1.10, cover bytea default '\\x00',
    read_at timestamptz default '2026-03-01 10:00:00.5+00'
  );
  create table alone_secrets (id int primary key);
  alter table alone_secrets enable row level security;
  insert into alone_shelves values (1, 'Rules');
  grant all on alone_books, alone_shelves to service_role;
  create function alone_kind(value jsonb) returns text language sql immutable as 'select jsonb_typeof(value)';
  create function alone_lists(days boolean[]) returns jsonb language sql immutable as 'select to_jsonb(days)';
  create function alone_timeout() returns text language sql stable as $$ select current_setting('statement_timeout') $$;
  create function alone_fail(state text) returns void language plpgsql as $$
    begin raise exception using errcode = state, message = 'It failed'; end $$;
`);

const asService = { apikey: secretKey };
const single = "application/vnd.pgrst.object+json";
const insert = (row: object, query = "", more: object = {}) =>
  ask(`rest/v1/alone_books${query}`, { ...asService, method: "POST", body: row, ...more });
const call = (name: string, args: object) =>
  ask(`rest/v1/rpc/${name}`, { ...asService, method: "POST", body: args });

// The first request of all: lite reads the schema, and does what the first test is about.
await ask("rest/v1/alone_secrets");

describe("rights", () => {
  test("the first request grants everything on tables with row level security to everybody", async () => {
    const [right] =
      await owner`select has_table_privilege('anon', 'alone_secrets', 'insert, delete') as granted`;
    expect(right?.granted).toBe(true);
  });

  test("a token may name any role", async () => {
    const token = await signToken({ sub: crypto.randomUUID(), role: "supabase_admin" }, jwtSecret);
    expect((await ask("rest/v1/alone_secrets", { token })).status).toBe(200);
  });

  test("statements of a visitor have no time limit", async () => {
    expect((await ask("rest/v1/rpc/alone_timeout", { method: "POST", body: {} })).body).toBe("0");
  });
});

test("notify pgrst makes nothing known", async () => {
  let heard = false;
  await admin.listen("pgrst", () => {
    heard = true;
  });
  await owner.unsafe(
    "create table alone_later (id int); grant select on alone_later to service_role; notify pgrst",
  );
  await eventually(() => expect(heard).toBe(true));
  expect((await ask("rest/v1/alone_later", asService)).status).toBe(404);
});

test.each(["P0001", "23514"])("SQLSTATE %s is 500", async (state) => {
  expect((await call("alone_fail", { state })).status).toBe(500);
});

describe("values", () => {
  test("times are not ISO 8601, numbers lose digits or are strings, bytes are an object", async () => {
    const { text } = await insert({ id: 1 }, "?select=read_at,pages,price,cover");
    expect(text).toBe(
      `[{"read_at":"2026-03-01 10:00:00.5+00","pages":9007199254740992,"price":"1.10","cover":{"type":"Buffer","data":[0]}}]`,
    );
  });

  test("a jsonb argument arrives as a string, and a list of booleans not at all", async () => {
    expect((await call("alone_kind", { value: { a: 1 } })).body).toBe("string");
    expect((await call("alone_kind", { value: 5 })).body).toBe("string");
    expect((await call("alone_lists", { days: [true] })).status).toBeGreaterThanOrEqual(400);
  });

  test("a string in jsonb is read as JSON, and a boolean is refused", async () => {
    expect((await insert({ id: 2, notes: "5" }, "?select=notes")).body).toEqual([{ notes: 5 }]);
    expect((await insert({ id: 3, notes: true })).status).toBeGreaterThanOrEqual(400);
    expect((await insert({ id: 3, notes: [true] })).status).toBeGreaterThanOrEqual(400);
  });
});

describe("writes that answer with rows", () => {
  test("single() with an embedded row gives a list", async () => {
    const { body } = await insert({ id: 4, shelf_id: 1 }, "?select=id,alone_shelves(name)", {
      accept: single,
    });
    expect(body).toEqual([{ id: 4, alone_shelves: { name: "Rules" } }]);
  });

  test("an update that changes what it filters by answers with nothing", async () => {
    await insert({ id: 7, shelf_id: 1, state: "new" });
    const { body } = await ask("rest/v1/alone_books?state=eq.new&select=id,alone_shelves(name)", {
      ...asService,
      method: "PATCH",
      body: { state: "old" },
    });
    expect(body).toEqual([]);
  });
});
