import { describe, expect, test } from "vitest";
import { openDatabase } from "./support/database.ts";
import { teams } from "./support/demo.ts";
import { freshAddress, openAccount } from "./support/invitations.ts";
import { holdOpen, someoneWaits } from "./support/locks.ts";
import { enrolMember } from "./support/people.ts";

const database = await openDatabase();
const { owner, admin } = database;

const make = (email: string | null, fullName: string | null = " Ines Aebi ") =>
  database.as("service_role", (sql) => sql`select public.make_first_organiser(${email}, ${fullName}) as id`);
const anOrganiserExists = { code: "PT409", detail: "organiser_exists" };
const organisers = async () => [
  ...(await owner`
    select id, full_name, team_id from public.users where role = 'admin' and deactivated_at is null`),
];

/** As on a hosted project before its first one. The rule that keeps the last one stands in the way of getting there. */
const dismissOrganisers = () =>
  admin.begin(async (sql) => {
    await sql`alter table public.users disable trigger users_keep_an_organiser`;
    await sql`update public.users set deactivated_at = now() where role = 'admin'`;
    await sql`alter table public.users enable trigger users_keep_an_organiser`;
  });

test("while there is an organiser, nobody is made the first", async () => {
  const email = freshAddress();
  await openAccount(database, email);
  const before = await organisers();
  await expect(make(email)).rejects.toMatchObject(anOrganiserExists);
  expect(await organisers()).toEqual(before);
});

describe("while there is none", () => {
  test("it takes an account with a confirmed address", async () => {
    await dismissOrganisers();
    const unconfirmed = freshAddress();
    await openAccount(database, unconfirmed, false);
    for (const email of [unconfirmed, freshAddress(), "", null])
      await expect(make(email)).rejects.toMatchObject({ code: "PT404", detail: "account" });
    expect(await organisers()).toEqual([]);

    const email = freshAddress();
    const { id } = await openAccount(database, email);
    await expect(make(email, " ")).rejects.toMatchObject({ code: "23514" });
    await expect(make(email, null)).rejects.toMatchObject({ code: "23502" });
    expect([...(await make(` ${email.toUpperCase()} `))]).toEqual([{ id }]);
    expect(await organisers()).toEqual([{ id, full_name: "Ines Aebi", team_id: null }]);
    await expect(make(email)).rejects.toMatchObject(anOrganiserExists);
  });

  test("a member may become it, and somebody who was deactivated too", async () => {
    await dismissOrganisers();
    const { id } = await enrolMember(database, teams.norway);
    await admin`update auth.users set email_confirmed_at = now() where id = ${id}`;
    await owner`update public.users set deactivated_at = now() where id = ${id}`;
    await make(`${id}@rinkside.test`);
    expect(await organisers()).toEqual([{ id, full_name: "Ines Aebi", team_id: null }]);
  });

  test("of two at the same moment one is made", async () => {
    await dismissOrganisers();
    const [one, other] = [freshAddress(), freshAddress()];
    const { id } = await openAccount(database, one);
    await openAccount(database, other);
    const first = await holdOpen(
      database,
      "service_role",
      (sql) => sql`select public.make_first_organiser(${one}, 'Ines Aebi')`,
    );
    const second = make(other).catch((error: unknown) => error);
    await someoneWaits(database);
    await first.commit();
    expect(await second).toMatchObject(anOrganiserExists);
    expect(await organisers()).toMatchObject([{ id }]);
  });
});
