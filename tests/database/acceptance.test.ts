import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Actor } from "../support/database.ts";
import { openDatabase } from "./support/database.ts";
import { anna, mikko, teams } from "./support/demo.ts";
import {
  accept,
  freshAddress,
  invite,
  letHoursPass,
  openAccount,
  renew,
  revoke,
} from "./support/invitations.ts";
import { holdOpen, someoneWaits } from "./support/locks.ts";
import { signUp } from "./support/people.ts";

const database = await openDatabase();
const { owner, admin } = database;

const personOf = async ({ id }: { id: string }) => {
  const [person] = await owner`select * from public.users where id = ${id}`;
  return person;
};

/** An invitation to Norway, and the account of its address. */
async function invited({ teamId = teams.norway as string | null, isConfirmed = true } = {}) {
  const email = freshAddress();
  const { id, token } = await invite(database, mikko, email, teamId);
  return { id, token, email, account: await openAccount(database, email, isConfirmed) };
}

describe("who was invited and has confirmed the address", () => {
  test("gets the team of the invitation, with the name, zone and language they chose", async () => {
    const { token, account, id } = await invited();
    await accept(database, account, token, "  Nils Berg ");
    expect(await personOf(account)).toMatchObject({
      team_id: teams.norway,
      role: "member",
      full_name: "Nils Berg",
      time_zone: "Europe/Oslo",
      locale: "nb-NO",
      deactivated_at: null,
    });
    const [kept] = await owner`select accepted_at, accepted_by from public.invitations where id = ${id}`;
    expect(kept).toEqual({ accepted_at: expect.any(Date), accepted_by: account.id });
  });

  test("becomes an organiser where the invitation says so", async () => {
    const { token, account } = await invited({ teamId: null });
    await accept(database, account, token);
    expect(await personOf(account)).toMatchObject({ role: "admin", team_id: null });
  });

  test("may have written the address in capitals when the account was made", async () => {
    const email = freshAddress();
    const { token } = await invite(database, mikko, email, teams.norway);
    await accept(database, await openAccount(database, email.toUpperCase()), token);
  });

  test("may send the same once more, which changes nothing: not even after a move", async () => {
    const { token, account } = await invited();
    await accept(database, account, token);
    await owner`update public.users set team_id = ${teams.canada} where id = ${account.id}`;
    await accept(database, account, token, "Another name");
    expect(await personOf(account)).toMatchObject({ team_id: teams.canada, full_name: "Nils Berg" });
  });

  test("becomes one person when two calls come at once", async () => {
    const { token, account } = await invited();
    const first = await holdOpen(
      database,
      account,
      (sql) => sql`select public.accept_invitation(${token}, 'First', 'UTC', 'en')`,
    );
    const second = accept(database, account, token, "Second");
    await someoneWaits(database);
    await first.commit();
    await second;
    expect(await personOf(account)).toMatchObject({ full_name: "First" });
  });

  test.each([
    ["no name", null, "UTC", "en", "23502"],
    ["a blank name", "  ", "UTC", "en", "23514"],
    ["a name of 81 characters", "x".repeat(81), "UTC", "en", "23514"],
    ["a zone that does not exist", "Nils", "Mars/Olympus", "en", "23514"],
    ["a language that is none", "Nils", "UTC", "Norwegian", "23514"],
  ])("is refused with %s, and may try again", async (_, name, zone, locale, code) => {
    const { token, account } = await invited();
    const call = database.as(
      account,
      (sql) => sql`select public.accept_invitation(${token}, ${name}, ${zone}, ${locale})`,
    );
    await expect(call).rejects.toMatchObject({ code });
    await accept(database, account, token);
  });
});

describe("nobody comes in", () => {
  const refusals = async (actor: Actor & { id: string }, token: string, refusal: object) => {
    const before = await personOf(actor);
    await expect(accept(database, actor, token)).rejects.toMatchObject(refusal);
    expect(await personOf(actor)).toEqual(before);
  };

  test("with an address that is not confirmed", async () => {
    const { token, account } = await invited({ isConfirmed: false });
    await refusals(account, token, { code: "PT403", detail: "not_confirmed" });
    await admin`update auth.users set email_confirmed_at = now() where id = ${account.id}`;
    await accept(database, account, token);
  });

  test("with another address, whatever they say of themselves in metadata and claims", async () => {
    const { token, email } = await invited();
    const other = await openAccount(database, freshAddress());
    await admin`
      update auth.users set raw_user_meta_data = ${admin.json({ email, email_verified: true })},
        raw_app_meta_data = ${admin.json({ email, role: "admin", team_id: teams.norway })} where id = ${other.id}`;
    const refusal = { code: "PT403", detail: "other_address" };
    await refusals(other, token, refusal);
    await refusals(
      { ...other, claims: { email, email_verified: true, role: "authenticated" } },
      token,
      refusal,
    );
    await refusals(await signUp(database), token, refusal);
  });

  test("with no address at all", async () => {
    const { token } = await invited();
    const nameless = await openAccount(database, null);
    await refusals(nameless, token, { code: "PT403", detail: "other_address" });
  });

  test("with an address that they only asked to change to", async () => {
    const { token, email } = await invited();
    const other = await openAccount(database, freshAddress());
    await admin`update auth.users set email_change = ${email} where id = ${other.id}`;
    await refusals(other, token, { code: "PT403", detail: "other_address" });
  });

  test("by a link that somebody else has used", async () => {
    const { token, account, email } = await invited();
    await accept(database, account, token);
    await admin`update auth.users set email = ${freshAddress()} where id = ${account.id}`;
    await refusals(await openAccount(database, email), token, { code: "PT409", detail: "accepted" });
  });

  test("by a link that expired, was revoked or was replaced", async () => {
    const { id, token, account } = await invited();
    await letHoursPass(database, id, 24 * 7);
    await refusals(account, token, { code: "PT409", detail: "expired" });
    const renewed = await renew(database, mikko, id);
    await refusals(account, token, { code: "PT404", detail: "invitation" });
    await revoke(database, mikko, id);
    await refusals(account, renewed.token, { code: "PT409", detail: "revoked" });
  });

  test("to a team that was archived since", async () => {
    const { token, account } = await invited({ teamId: teams.austria });
    await owner`update public.teams set archived_at = now() where id = ${teams.austria}`;
    await refusals(account, token, { code: "PT409", detail: "revoked" });
    await owner`update public.teams set archived_at = null where id = ${teams.austria}`;
    await accept(database, account, token);
  });

  test("who is in already, to become more than they are", async () => {
    const email = freshAddress();
    const { token } = await invite(database, mikko, email, null);
    await admin`update auth.users set email = ${email}, email_confirmed_at = now() where id = ${anna.id}`;
    await refusals(anna, token, { code: "PT409", detail: "already_here" });
  });

  test("while an organiser takes the invitation back", async () => {
    const { id, token, account } = await invited();
    const revoking = await holdOpen(database, mikko, (sql) => sql`select public.revoke_invitation(${id})`);
    const accepting = accept(database, account, token).catch((error: unknown) => error);
    await someoneWaits(database);
    await revoking.commit();
    expect(await accepting).toMatchObject({ code: "PT409", detail: "revoked" });
    expect(await personOf(account)).toBeUndefined();
  });

  test("twice: who takes an invitation back or renews it while it is accepted comes too late", async () => {
    for (const act of ["revoke", "renew"]) {
      const { id, token, account } = await invited();
      const accepting = await holdOpen(
        database,
        account,
        (sql) => sql`select public.accept_invitation(${token}, 'Nils Berg', 'UTC', 'en')`,
      );
      const late = database
        .as(mikko, (sql) => sql.unsafe(`select public.${act}_invitation('${id}')`))
        .catch((error: unknown) => error);
      await someoneWaits(database);
      await accepting.commit();
      expect(await late, act).toMatchObject({ code: "PT409", detail: "accepted" });
    }
  });

  test("in a session that has ended", async () => {
    const { token, account } = await invited();
    const late = { ...account, claims: { session_id: randomUUID() } };
    await refusals(late, token, { code: "PT401" });
    await accept(database, account, token);
  });

  test("by a link that is replaced in the same moment", async () => {
    const { id, token, account } = await invited();
    const renewing = await holdOpen(database, mikko, (sql) => sql`select public.renew_invitation(${id})`);
    const accepting = accept(database, account, token).catch((error: unknown) => error);
    await someoneWaits(database);
    await renewing.commit();
    expect(await accepting).toMatchObject({ code: "PT404", detail: "invitation" });
    expect(await personOf(account)).toBeUndefined();
  });

  test("by an empty link", async () => {
    const account = await openAccount(database, freshAddress());
    await refusals(account, "", { code: "PT404", detail: "invitation" });
  });
});
