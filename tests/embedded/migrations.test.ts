import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { applyMigrations } from "../../supabase/local/migrations.ts";
import { splitStatements } from "../../supabase/local/statements.ts";
import { cloneDatabase } from "../support/database.ts";

const database = await cloneDatabase();
const dir = mkdtempSync(join(tmpdir(), "rinkside-migrations-"));
afterAll(() => rmSync(dir, { recursive: true }));

const write = (file: string, sql: string) => writeFileSync(join(dir, file), sql);
const apply = () => applyMigrations(database.owner, dir);

beforeEach(async () => {
  rmSync(dir, { recursive: true });
  mkdirSync(dir);
  await database.owner.unsafe(`
    truncate supabase_migrations.schema_migrations, rinkside_local.migration_checksums;
    drop table if exists goals, shots;`);
});

test("files are applied in order and once, and recorded as the Supabase CLI records them", async () => {
  write("20260102_shots.sql", "create table shots (goal_id int references goals);");
  write("20260101_goals.sql", "create table goals (id int primary key);\n-- the end");
  expect(await apply()).toEqual(["20260101_goals.sql", "20260102_shots.sql"]);
  expect(await apply()).toEqual([]);
  const rows = await database.owner`select * from supabase_migrations.schema_migrations order by version`;
  expect(rows[0]).toMatchObject({
    version: "20260101",
    name: "goals",
    statements: ["create table goals (id int primary key)"],
  });
});

test("one that fails says the file, the line and what Postgres says, and leaves nothing behind", async () => {
  write(
    "20260101_goals.sql",
    "create table goals (id int primary key);\n\ninsert into goals\n  values (1), (one);\n",
  );
  await expect(apply()).rejects.toThrow(
    /^supabase\/migrations\/20260101_goals\.sql, line 4: column "one" does not exist\. .* start again\.$/,
  );
  write("20260101_goals.sql", "create table goals (id int primary key);\n\n\ncreate table teams ();\n");
  await expect(apply()).rejects.toThrow(/line 4: relation "teams" already exists/);
  const [table] = await database.owner`select to_regclass('goals') as goals`;
  expect(table?.goals).toBeNull();
});

test("one that was changed after it had been applied asks for a reset", async () => {
  write("20260101_goals.sql", "create table goals (id int primary key);");
  await apply();
  write("20260101_goals.sql", "create table goals (id bigint primary key);");
  await expect(apply()).rejects.toThrow(/20260101_goals\.sql was changed .* "npm run db:reset"/);
});

test("one that is gone asks for a reset", async () => {
  write("20260101_goals.sql", "create table goals (id int primary key);");
  await apply();
  rmSync(join(dir, "20260101_goals.sql"));
  await expect(apply()).rejects.toThrow(/the migration 20260101, which is not in .* "npm run db:reset"/);
});

test("one without a place in the order is refused", async () => {
  write("goals.sql", "select 1;");
  await expect(apply()).rejects.toThrow(/<timestamp>_<name>\.sql/);
});

test("semicolons in strings, comments and bodies end no statement", () => {
  const statements = [
    "select ';', E'\\';', \";\"",
    "create function f() returns int language sql as $body$ select 1; $body$",
    "create function g() returns int begin atomic select 1; select 2; end",
    "do $$ begin perform 1; end $$",
    "select 1 /* ; */ -- ;\n + 1",
  ];
  const split = splitStatements(`-- first;\n${statements.join(";\n")};\n`);
  expect(split.map(({ text }) => text)).toEqual(statements);
  expect(split.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
});
