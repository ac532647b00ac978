import { fc } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { isLegible } from "@/lib/i18n/legible";
import { illegibleNames, legibleNames } from "../unit/lib/i18n/names";
import { openDatabase } from "./support/database.ts";
import { anna, mikko, teams } from "./support/demo.ts";

const database = await openDatabase();
const { owner } = database;

describe("a name", () => {
  test.each(illegibleNames)("that cannot be read is nobody's: %j", async (name) => {
    const refusal = { code: "23514" };
    await expect(
      database.as(anna, (sql) => sql`update public.users set full_name = ${name} where id = ${anna.id}`),
    ).rejects.toMatchObject(refusal);
    await expect(
      database.as(mikko, (sql) => sql`update public.teams set name = ${name} where id = ${teams.sweden}`),
    ).rejects.toMatchObject(refusal);
    await expect(
      database.as(mikko, (sql) => sql`update public.tournament set name = ${name}`),
    ).rejects.toMatchObject(refusal);
  });

  test("is read by the site as by Postgres, whatever it is made of", async () => {
    const character = fc.oneof(
      fc.integer({ min: 1, max: 0xff }),
      fc.integer({ min: 0x2000, max: 0x2070 }),
      fc.constantFrom(0x115f, 0x1160, 0x180e, 0x3000, 0x3164, 0xfeff, 0xffa0, 0x1f600, 0x627),
    );
    const name = fc.array(character, { maxLength: 4 }).map((points) => String.fromCodePoint(...points));
    const names = [...legibleNames, ...illegibleNames, ...fc.sample(name, 5_000)];
    const judged = await owner<{ name: string; is_legible: boolean }[]>`
      select name, private.is_legible(name) as is_legible from unnest(${names}::text[]) as name`;
    expect(judged.filter(({ name, is_legible }) => isLegible(name) !== is_legible)).toEqual([]);
  });
});
