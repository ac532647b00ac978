import { createClient } from "@supabase/supabase-js";
import { beforeEach, describe, expect, test } from "vitest";
import { eventually } from "../support/eventually.ts";
import { signToken } from "../support/sign-token.ts";
import { clientOf, createPerson, signIn } from "./support/people.ts";
import { openSupabase } from "./support/supabase.ts";

const supabase = await openSupabase();
const { url, publishableKey, secretKey, jwtSecret, owner } = supabase;
// Older projects grant every new table to the API's roles; here each has what is said, and no more.
await owner.unsafe(`
  create table contract_shelves (id int primary key, name text not null);
  create table contract_books (
    id int primary key,
    shelf_id int references contract_shelves,
    title text not null unique constraint contract_books_title_not_empty check (title <> ''),
    pages int not null default 1,
    notes jsonb,
    reader uuid default auth.uid(),
    read_at timestamptz default '2026-03-01 10:00:00.5+00',
    bought_at timestamp default '2026-03-01 10:00:00'
  );
  create table contract_secrets (id int primary key);
  revoke all on contract_books, contract_shelves, contract_secrets from anon, authenticated, service_role;
  alter table contract_books enable row level security;
  create policy "readers see and write what is theirs" on contract_books
    using (reader = auth.uid()) with check (reader = auth.uid());
  grant select on contract_shelves to anon, authenticated;
  grant select, insert, update, delete on contract_books to authenticated;
  grant all on contract_books, contract_shelves, contract_secrets to service_role;

  create function contract_whoami() returns jsonb language sql stable as $$
    select jsonb_build_object('role', current_user, 'uid', auth.uid(), 'email', auth.email(), 'claims', auth.jwt(),
      'statement_timeout', current_setting('statement_timeout'))
  $$;
  create function contract_kind_of(value jsonb) returns text language sql immutable as $$
    select jsonb_typeof(value) $$;
  create function contract_fail_with(state text) returns void language plpgsql as $$
    begin raise exception using errcode = state, message = 'It failed', detail = '12', hint = 'Wait'; end $$;
  create function contract_add_book() returns void language sql as $$
    insert into contract_books (id, title) values (7, 'Seven') $$;
  grant execute on function contract_whoami(), contract_kind_of(jsonb), contract_fail_with(text), contract_add_book()
    to anon, authenticated, service_role;
`);

const client = (accessToken: string) =>
  createClient(url, publishableKey, { accessToken: async () => accessToken });
const get = (path: string, headers: Record<string, string>) => fetch(`${url}/rest/v1/${path}`, { headers });

const person = await createPerson(supabase);
const anna = person.id;
const anon = clientOf(supabase);
const service = createClient(url, secretKey, { auth: { persistSession: false } });
const reader = await signIn(supabase, person);

await owner`notify pgrst, 'reload schema'`;
await eventually(async () => {
  expect((await service.rpc("contract_whoami")).status).toBe(200);
  expect((await service.from("contract_books").select("id, contract_shelves(id)")).status).toBe(200);
}, 20_000);

beforeEach(async () => {
  await owner`truncate contract_books, contract_shelves`;
  await owner`insert into contract_shelves values (1, 'Rules'), (2, 'Novels')`;
});

describe("who a request is", () => {
  test("a publishable key alone is anon", async () => {
    const { data } = await anon.rpc("contract_whoami");
    expect(data).toMatchObject({ role: "anon", uid: null });
  });

  test("a user's token is that user, with all claims", async () => {
    const { data } = await reader.rpc("contract_whoami");
    expect(data).toMatchObject({ role: "authenticated", uid: anna, email: person.email });
    expect(data.claims).toMatchObject({ sub: anna, role: "authenticated" });
  });

  test("a secret key is service_role, past row level security", async () => {
    expect((await service.rpc("contract_whoami")).data).toMatchObject({ role: "service_role" });
    expect((await service.from("contract_books").insert({ id: 1, title: "IIHF", reader: anna })).status).toBe(
      201,
    );
  });

  const answer = async (bearer: string) => {
    const headers = { apikey: publishableKey, authorization: `Bearer ${bearer}` };
    const response = await get("contract_shelves", headers);
    return [response.status, ((await response.json()) as { code: string }).code];
  };

  test("a token that is forged or is no token at all is refused", async () => {
    const forged = await signToken(
      { sub: anna, role: "service_role" },
      "another secret, long enough for HS256",
    );
    expect(await answer(forged)).toEqual([401, "PGRST301"]);
    expect(await answer("rubbish")).toEqual([401, "PGRST301"]);
  });

  test.runIf(jwtSecret)("a token that expired is refused", async () => {
    const claims = { sub: anna, role: "authenticated" };
    const expired = await signToken(claims, jwtSecret, { expiresIn: -60 });
    expect(await answer(expired)).toEqual([401, "PGRST303"]);
  });

  test.runIf(jwtSecret)("a token cannot ask for a role that the API may not take", async () => {
    const { error, status } = await client(await signToken({ sub: anna, role: "supabase_admin" }, jwtSecret))
      .from("contract_books")
      .select();
    expect([status, error?.code]).toEqual([403, "42501"]);
  });
});

describe("rights", () => {
  test("the first request grants nothing that no migration granted", async () => {
    await anon.from("contract_shelves").select();
    const { error, status } = await anon.from("contract_secrets").select();
    expect([status, error?.code]).toEqual([401, "42501"]);
    expect((await reader.from("contract_secrets").select()).status).toBe(403);
    const [right] =
      await owner`select has_table_privilege('authenticated', 'contract_secrets', 'select') as granted`;
    expect(right?.granted).toBe(false);
  });

  test("row level security refuses a row of someone else with 403", async () => {
    const { error, status } = await reader
      .from("contract_books")
      .insert({ id: 1, title: "IIHF", reader: crypto.randomUUID() });
    expect([status, error?.code]).toEqual([403, "42501"]);
  });

  test("a statement of a user ends after the hosted eight seconds, of a visitor after three", async () => {
    expect((await reader.rpc("contract_whoami")).data.statement_timeout).toBe("8s");
    expect((await anon.rpc("contract_whoami")).data.statement_timeout).toBe("3s");
  });

  test("a GET reads only", async () => {
    const { status, error } = await reader.rpc("contract_add_book", {}, { get: true });
    expect([status, error?.code]).toEqual([405, "25006"]);
    expect((await reader.rpc("contract_add_book")).error).toBeNull();
  });
});

describe("errors keep the code, the details and the hint of Postgres, with PostgREST's status", () => {
  test.each([
    ["P0001", 400],
    ["22023", 400],
    ["23514", 400],
    ["23503", 409],
    ["23505", 409],
    ["40001", 500],
    ["53300", 503],
    ["54000", 500],
    ["57014", 500],
    ["PT429", 429],
    ["PT404", 404],
  ])("SQLSTATE %s is %i", async (state, status) => {
    const answer = await reader.rpc("contract_fail_with", { state });
    expect(answer.status).toBe(status);
    expect(answer.error).toMatchObject({ code: state, message: "It failed", details: "12", hint: "Wait" });
  });

  test("a check, a foreign key and a unique constraint", async () => {
    await reader.from("contract_books").insert({ id: 1, title: "IIHF" });
    const insert = async (row: object) => {
      const { status, error } = await reader.from("contract_books").insert(row);
      return [status, error?.code];
    };
    expect(await insert({ id: 2, title: "" })).toEqual([400, "23514"]);
    expect(await insert({ id: 2, title: "B", shelf_id: 99 })).toEqual([409, "23503"]);
    expect(await insert({ id: 1, title: "C" })).toEqual([409, "23505"]);
    expect(await insert({ id: 2 })).toEqual([400, "23502"]);
    expect(await insert({ id: "two", title: "D" })).toEqual([400, "22P02"]);
  });

  test("an unknown table, column and function", async () => {
    expect((await reader.from("nothing").select()).error?.code).toBe("PGRST205");
    expect((await reader.from("contract_books").select("nothing")).error?.code).toBe("42703");
    expect((await reader.rpc("nothing")).error?.code).toBe("PGRST202");
  });
});

describe("values", () => {
  test("times are ISO 8601, in and outside of embedded rows", async () => {
    await reader.from("contract_books").insert({ id: 1, title: "IIHF", shelf_id: 1 });
    const { data } = await reader
      .from("contract_books")
      .select("read_at, bought_at, contract_shelves(name)")
      .single();
    expect(data).toMatchObject({ read_at: "2026-03-01T10:00:00.5+00:00", bought_at: "2026-03-01T10:00:00" });
    const { data: shelf } = await reader
      .from("contract_shelves")
      .select("contract_books(read_at)")
      .eq("id", 1)
      .single();
    expect(shelf?.contract_books).toEqual([{ read_at: "2026-03-01T10:00:00.5+00:00" }]);
  });

  test("a jsonb argument arrives as what it is", async () => {
    const kind = async (value: unknown) => (await reader.rpc("contract_kind_of", { value })).data;
    expect(await kind({ a: 1 })).toBe("object");
    expect(await kind([1])).toBe("array");
    expect(await kind("words")).toBe("string");
  });

  test.each([[{ a: [1, "två"] }], [[1, 2]], ["words"], [5]])("jsonb keeps %j", async (notes) => {
    const { data } = await reader
      .from("contract_books")
      .insert({ id: 1, title: "IIHF", notes })
      .select("notes")
      .single();
    expect(data?.notes).toEqual(notes);
  });
});

describe("writes that answer with rows", () => {
  test("insert with an embedded row and single() gives one object", async () => {
    const row = { id: 1, title: "IIHF", shelf_id: 1 };
    const { data, status } = await reader
      .from("contract_books")
      .insert(row)
      .select("id, contract_shelves(name)")
      .single();
    expect([status, data]).toEqual([201, { id: 1, contract_shelves: { name: "Rules" } }]);
  });

  test("update with an embedded row and single() gives one object", async () => {
    await reader.from("contract_books").insert({ id: 1, title: "IIHF", shelf_id: 1 });
    const update = reader.from("contract_books").update({ pages: 9 }).eq("id", 1);
    expect((await update.select("pages, contract_shelves(name)").single()).data).toEqual({
      pages: 9,
      contract_shelves: { name: "Rules" },
    });
  });

  test("a write that single() refuses is not kept", async () => {
    const rows = [
      { id: 1, title: "A" },
      { id: 2, title: "B" },
    ];
    const { error, status } = await reader.from("contract_books").insert(rows).select("id").single();
    expect([status, error?.code]).toEqual([406, "PGRST116"]);
    expect(await owner`select from contract_books`).toHaveLength(0);
  });
});

test("notify pgrst makes a new table known", async () => {
  expect((await service.from("contract_later").select()).error?.code).toBe("PGRST205");
  await owner.unsafe(
    "create table contract_later (id int); grant select on contract_later to service_role; notify pgrst",
  );
  await eventually(
    async () => expect((await service.from("contract_later").select()).status).toBe(200),
    20_000,
  );
});

test("a browser of any origin may ask", async () => {
  for (const path of ["rest/v1/contract_books", "auth/v1/token"]) {
    const preflight = await fetch(`${url}/${path}`, {
      method: "OPTIONS",
      headers: {
        origin: "http://192.168.1.5:3000",
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,apikey,content-type,x-client-info",
      },
    });
    expect(preflight.ok).toBe(true);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    expect(preflight.headers.get("access-control-allow-headers")).toContain("apikey");
  }
});
