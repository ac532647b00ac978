import { expect, test } from "vitest";
import { cloneDatabase } from "../support/database.ts";

/** As on projects made since 30 October 2026; older ones still grant the API's roles everything. */
const { owner } = await cloneDatabase();

test("a new table and a new function give the API's roles nothing but what Postgres gives to all", async () => {
  await owner.unsafe(`
    create table fresh (id int generated always as identity);
    create function fresh_function() returns int language sql as 'select 1';
    create schema hidden;
    create table hidden.fresh (id int);`);
  const rights = await owner`
    select role, privilege from unnest(array['anon', 'authenticated', 'service_role']) role,
      unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) privilege
    where has_table_privilege(role, 'fresh', privilege) or has_table_privilege(role, 'hidden.fresh', privilege)`;
  expect(rights).toEqual([]);
  const [others] = await owner`
    select has_function_privilege('anon', 'fresh_function()', 'execute') as functions,
      has_sequence_privilege('authenticated', 'fresh_id_seq', 'usage') as sequences,
      has_schema_privilege('anon', 'hidden', 'usage') as schemas,
      (select count(*)::int from pg_default_acl) as defaults`;
  expect(others).toEqual({ functions: true, sequences: false, schemas: false, defaults: 0 });
});
