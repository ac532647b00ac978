import { expect, test } from "vitest";
import { localeChoices } from "@/lib/people/profile/locales";
import { zoneAreas } from "@/lib/people/profile/time-zones";
import { openDatabase } from "./support/database.ts";
import { anna } from "./support/demo.ts";

const database = await openDatabase();

test("the database takes whatever the settings offer", async () => {
  const zones = zoneAreas("UTC").flatMap((area) => area.zones);
  const refused = await database.owner<{ zone: string }[]>`
    select zone from unnest(${zones}::text[]) as zone where not private.is_time_zone(zone)`;
  expect(refused.map(({ zone }) => zone)).toEqual([]);
  expect(zones.length).toBeGreaterThan(300);
  for (const { tag } of localeChoices("en"))
    await database.as(anna, (sql) => sql`update public.users set locale = ${tag} where id = ${anna.id}`);
});
