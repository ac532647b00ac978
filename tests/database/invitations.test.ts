import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { openDatabase } from "./support/database.ts";
import { anna, mikko, sofia, teams } from "./support/demo.ts";
import {
  accept,
  freshAddress,
  invite,
  letHoursPass,
  openAccount,
  readInvitation,
  renew,
  revoke,
} from "./support/invitations.ts";
import { enrolOrganiser, several } from "./support/people.ts";

const database = await openDatabase();
const { owner, admin } = database;

const stateOf = async (token: string) => (await readInvitation(database, "anon", token))?.state;
const archive = (teamId: string, isArchived: boolean) =>
  owner`update public.teams set archived_at = ${isArchived ? new Date() : null} where id = ${teamId}`;

describe("an invitation", () => {
  test("gives a token of 32 random bytes, valid for 7 days, and keeps its digest only", async () => {
    const email = freshAddress();
    const { id, token, expires_at } = await invite(database, mikko, email, teams.sweden);
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    expect(token).toMatch(/^[\w-]{43}$/);
    const days = (expires_at.getTime() - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.99);
    expect(days).toBeLessThanOrEqual(7);
    const [stored] = await owner`select *, i::text as whole from public.invitations i where id = ${id}`;
    expect(stored?.token_hash).toEqual(createHash("sha256").update(token).digest());
    expect(stored?.whole).not.toContain(token);
    expect(stored).toMatchObject({ email, team_id: teams.sweden, role: "member", invited_by: mikko.id });
  });

  test("shows its digest to nobody", async () => {
    await invite(database, mikko, freshAddress(), teams.sweden);
    for (const actor of [mikko, anna, "anon", "service_role"] as const)
      for (const columns of ["*", "token_hash", "id, i::text"]) {
        const look = database.as(actor, (sql) => sql.unsafe(`select ${columns} from public.invitations i`));
        await expect(look).rejects.toMatchObject({ code: "42501" });
      }
  });

  test("never has the token of another", async () => {
    const invited = await several(20, () => invite(database, mikko, freshAddress(), teams.sweden));
    expect(new Set(invited.map(({ token }) => token)).size).toBe(20);
  });

  test("keeps the address in lower case and without blanks around it", async () => {
    const email = freshAddress();
    const { token } = await invite(database, mikko, ` ${email.toUpperCase()} `, null);
    expect(await readInvitation(database, "anon", token)).toMatchObject({ email, role: "admin" });
  });

  test.each([
    null,
    "",
    "nobody",
    "two@@rinkside.test",
    "a b@rinkside.test",
    "a@rinkside",
    "a@b\n.test",
    "a@b.c@d.e",
  ])("to %j is refused", async (email) => {
    const refusal = invite(database, mikko, email, teams.sweden);
    await expect(refusal).rejects.toMatchObject({ code: email === null ? "23502" : "23514" });
  });

  test("goes to a team or to the organisers, never to both or neither", async () => {
    const call = (role: string | null, teamId: string | null) =>
      database.as(mikko, (sql) => sql`select public.invite_person(${freshAddress()}, ${role}, ${teamId})`);
    await expect(call("admin", teams.sweden)).rejects.toMatchObject({ code: "23514" });
    await expect(call("member", null)).rejects.toMatchObject({ code: "23514" });
    await expect(call(null, null)).rejects.toMatchObject({ code: "23502" });
    await expect(call("member", mikko.id)).rejects.toMatchObject({ code: "PT404", detail: "team" });
  });

  test("is refused to who belongs to the tournament already, in whatever case, deactivated or not", async () => {
    const here = { code: "PT409", detail: "already_here" };
    for (const email of ["sweden@rinkside.test", "Sweden@Rinkside.Test", "admin@rinkside.test"])
      await expect(invite(database, mikko, email, teams.finland)).rejects.toMatchObject(here);
    await owner`update public.users set deactivated_at = now() where id = ${anna.id}`;
    await expect(invite(database, mikko, "sweden@rinkside.test", null)).rejects.toMatchObject(here);
    await owner`update public.users set deactivated_at = null where id = ${anna.id}`;
  });

  test("is one to an address while it is open or expired, and there may be another once it was revoked", async () => {
    const email = freshAddress();
    const first = await invite(database, mikko, email, teams.sweden);
    const open = { code: "PT409", detail: "already_invited" };
    await expect(invite(database, sofia, email, null)).rejects.toMatchObject(open);
    await letHoursPass(database, first.id, 24 * 8);
    await expect(invite(database, sofia, email, null)).rejects.toMatchObject(open);
    await revoke(database, sofia, first.id);
    await invite(database, sofia, email, null);
  });

  test("of two organisers to one address at the same moment is made once", async () => {
    const email = freshAddress();
    const outcomes = await Promise.allSettled(
      [mikko, sofia].map((organiser) => invite(database, organiser, email, teams.sweden)),
    );
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "PT409", detail: "already_invited" },
    });
  });

  test("to an archived team is neither made nor renewed, and its link is as good as revoked", async () => {
    const { id, token } = await invite(database, mikko, freshAddress(), teams.austria);
    await archive(teams.austria, true);
    const archived = { code: "PT409", detail: "team_archived" };
    await expect(invite(database, mikko, freshAddress(), teams.austria)).rejects.toMatchObject(archived);
    await expect(renew(database, mikko, id)).rejects.toMatchObject(archived);
    expect(await stateOf(token)).toBe("revoked");
    await archive(teams.austria, false);
    expect(await stateOf(token)).toBe("open");
  });
});

// What the functions see to as well, and no server may get past.
test("an invitation that makes no sense is kept by nobody", async () => {
  const good = { email: "'x@rinkside.test'", token_hash: "sha256(gen_random_uuid()::text::bytea)" };
  const keep = (columns: Record<string, string>) => {
    const row = { ...good, role: "'admin'", invited_by: `'${mikko.id}'`, ...columns };
    const [names, values] = [Object.keys(row), Object.values(row)];
    return owner.unsafe(`insert into public.invitations (${names}) values (${values})`);
  };
  const nonsense: [columns: Record<string, string>, constraint: string][] = [
    [{ email: "'X@rinkside.test'" }, "invitations_email_form"],
    [{ email: "repeat('x', 241) || '@rinkside.test'" }, "invitations_email_form"],
    [{ team_id: `'${teams.sweden}'` }, "invitations_team_or_organiser"],
    [{ role: "'member'" }, "invitations_team_or_organiser"],
    [{ token_hash: "'\\x00'" }, "invitations_token_hash_is_sha256"],
    [{ accepted_at: "now()" }, "invitations_accepted_by_somebody"],
    [{ accepted_by: `'${anna.id}'` }, "invitations_accepted_by_somebody"],
    [{ accepted_at: "now()", accepted_by: `'${anna.id}'`, revoked_at: "now()" }, "invitations_one_end"],
  ];
  for (const [columns, constraint_name] of nonsense)
    await expect(keep(columns), JSON.stringify(columns)).rejects.toMatchObject({
      code: "23514",
      constraint_name,
    });
  await keep({ revoked_at: "now()", token_hash: "sha256('one')" });
  await expect(keep({ token_hash: "sha256('one')" })).rejects.toMatchObject({ code: "23505" });
  await keep({});
  await expect(keep({})).rejects.toMatchObject({ code: "23505", constraint_name: "invitations_one_open" });
});

describe("a link", () => {
  test("says what it opens and who sent it, and nothing to a token that is none", async () => {
    const email = freshAddress();
    const { token } = await invite(database, mikko, email, teams.sweden);
    for (const actor of ["anon", anna] as const) {
      expect(await readInvitation(database, actor, token)).toEqual({
        state: "open",
        email,
        role: "member",
        team_code: "SWE",
        team_name: "Sweden",
        primary_colour: "#1b4a94",
        secondary_colour: "#f5c400",
        tournament_name: "World Championship",
        invited_by_name: "Mikko Korhonen",
      });
    }
    expect(await readInvitation(database, "anon", `${token}=`)).toBeUndefined();
    expect(await readInvitation(database, "anon", "")).toBeUndefined();
  });

  test("says that it expired, was revoked or was used", async () => {
    const email = freshAddress();
    const used = await invite(database, mikko, email, teams.sweden);
    await accept(database, await openAccount(database, email), used.token);
    expect(await stateOf(used.token)).toBe("accepted");
    const other = await invite(database, mikko, freshAddress(), teams.sweden);
    await letHoursPass(database, other.id, 24 * 7);
    expect(await stateOf(other.token)).toBe("expired");
    await revoke(database, mikko, other.id);
    expect(await stateOf(other.token)).toBe("revoked");
  });

  test("dies when it is renewed, and the new one is valid for 7 days from then", async () => {
    const { id, token } = await invite(database, mikko, freshAddress(), teams.sweden);
    await letHoursPass(database, id, 24 * 8);
    const renewed = await renew(database, sofia, id);
    expect(renewed.expires_at.getTime()).toBeGreaterThan(Date.now() + 6.99 * 86_400_000);
    expect(await stateOf(token)).toBeUndefined();
    expect(await stateOf(renewed.token)).toBe("open");
  });

  test("is neither renewed nor revoked once it was used, and not renewed once it was revoked", async () => {
    const email = freshAddress();
    const used = await invite(database, mikko, email, teams.sweden);
    await accept(database, await openAccount(database, email), used.token);
    const accepted = { code: "PT409", detail: "accepted" };
    await expect(renew(database, mikko, used.id)).rejects.toMatchObject(accepted);
    await expect(revoke(database, mikko, used.id)).rejects.toMatchObject(accepted);
    const taken = await invite(database, mikko, freshAddress(), teams.sweden);
    const since = async () =>
      (await owner`select revoked_at from public.invitations where id = ${taken.id}`)[0];
    await revoke(database, mikko, taken.id);
    const first = await since();
    await revoke(database, mikko, taken.id);
    expect(await since()).toEqual(first);
    await expect(renew(database, mikko, taken.id)).rejects.toMatchObject({
      code: "PT409",
      detail: "revoked",
    });
    const unknown = { code: "PT404", detail: "invitation" };
    await expect(renew(database, mikko, anna.id)).rejects.toMatchObject(unknown);
    await expect(revoke(database, mikko, anna.id)).rejects.toMatchObject(unknown);
  });
});

describe("the limit", () => {
  const wholeSeconds = (most: number) => ({
    code: "PT429",
    detail: expect.toSatisfy(
      (text) => /^\d+$/.test(String(text)) && Number(text) >= 1 && Number(text) <= most,
    ),
  });

  test("lets an organiser renew an invitation right after it was made, if its mail could not be sent", async () => {
    const invited = await several(30, () => invite(database, mikko, freshAddress(), teams.sweden));
    for (const { id } of invited) await renew(database, mikko, id);
  });

  test("lets an organiser renew an invitation once a minute", async () => {
    const { id } = await invite(database, mikko, freshAddress(), teams.sweden);
    await renew(database, mikko, id);
    await expect(renew(database, sofia, id)).rejects.toMatchObject(wholeSeconds(60));
    await letHoursPass(database, id, 1 / 60);
    await renew(database, sofia, id);
  });

  test("lets an organiser invite 300 in an hour, and others are free of it", async () => {
    const busy = await enrolOrganiser(database);
    await admin`
      insert into public.invitations (email, role, token_hash, invited_by)
      select n || ${freshAddress()}, 'admin', sha256(convert_to(gen_random_uuid()::text, 'UTF8')), ${busy.id}
      from generate_series(1, 299) n`;
    const { id } = await invite(database, busy, freshAddress(), teams.sweden);
    await expect(invite(database, busy, freshAddress(), teams.sweden)).rejects.toMatchObject(
      wholeSeconds(3600),
    );
    await invite(database, mikko, freshAddress(), teams.sweden);
    await letHoursPass(database, id, 1);
    await invite(database, busy, freshAddress(), teams.sweden);
    await expect(invite(database, busy, freshAddress(), teams.sweden)).rejects.toMatchObject(
      wholeSeconds(3600),
    );
  });
});
