import { describe, expect, test } from "vitest";
import { databaseUrl } from "../../supabase/local/database.ts";
import { jwtSecret } from "../../supabase/local/keys.ts";
import { clear } from "../contract/support/clear.ts";
import type { Given } from "../contract/support/environment.ts";
import { assertUsable, inUse } from "../contract/support/guard.ts";
import { createMember, createPerson, createTeam } from "../contract/support/people.ts";
import { cloneDatabase } from "../support/database.ts";
import { startServices } from "../support/stack.ts";

/** The contract tests as guests of a project: where they go in, and what they leave behind. */
async function openProject() {
  const database = await cloneDatabase();
  const services = await startServices(database);
  const dbUrl = databaseUrl("postgres", database.port, database.name);
  const given: Given = { ...services, dbUrl, jwtSecret };
  return { ...database, given, supabase: { ...given, owner: database.owner } };
}

const project = await openProject();
const { owner, given, supabase } = project;

/** What the tables hold, and which triggers watch them. */
const state = () => owner`
  select
    (select jsonb_agg(to_jsonb(person) order by person.id) from public.users person) as people,
    (select jsonb_agg(to_jsonb(team) order by team.id) from public.teams team) as teams,
    (select jsonb_agg(to_jsonb(message) order by message.id) from public.chat_messages message) as messages,
    (select jsonb_agg(to_jsonb(entry) order by entry.id) from public.audit_log entry) as audit_log,
    (select jsonb_agg(account.email order by account.email) from auth.users account) as accounts,
    (select jsonb_agg(relname order by relname) from pg_class where relnamespace = 'public'::regnamespace) as relations,
    (select count(*)::int from pg_trigger where tgenabled <> 'O') as disabled_triggers`;

const addStranger = (email: string | null) =>
  owner`insert into auth.users (id, aud, role, email) values (gen_random_uuid(), 'authenticated', 'authenticated', ${email})`;

describe("the tests go in", () => {
  test("where there are only the demo people and their own, and leave it as it was", async () => {
    const before = await state();
    await assertUsable(given, {});
    await clear(given);
    expect(await state()).toEqual(before);
  });

  test.each(["petra@rinkside.example", null])(
    "not where somebody else has an account (%j), unless told to",
    async (email) => {
      await addStranger(email);
      await expect(assertUsable(given, {})).rejects.toThrow(
        /^The database of SUPABASE_DB_URL has accounts of other people \(1\): .* set RINKSIDE_TEST_PROJECT_IN_USE=1 /,
      );
      await assertUsable(given, { [inUse]: "1" });
      await owner`delete from auth.users where email is not distinct from ${email}`;
    },
  );

  test("not where the address and the database are of two projects", async () => {
    const other = await openProject();
    await expect(assertUsable({ ...given, url: other.given.url }, {})).rejects.toThrow(
      /^SUPABASE_URL does not answer with what is in the database of SUPABASE_DB_URL \(User not found\): /,
    );
  });

  test("not with a secret key that is none", async () => {
    await expect(assertUsable({ ...given, secretKey: "sb_secret_wrong" }, {})).rejects.toThrow(
      /^SUPABASE_URL does not answer with .*\(Invalid API key\)/,
    );
  });

  test("not as another role than postgres, nor without the migrations", async () => {
    const dbUrl = databaseUrl("supabase_admin", project.port, project.name);
    await expect(assertUsable({ ...given, dbUrl }, {})).rejects.toThrow(
      /^SUPABASE_DB_URL signs in as supabase_admin: /,
    );
    const empty = databaseUrl("postgres", project.port, "template1");
    await expect(assertUsable({ ...given, dbUrl: empty }, {})).rejects.toThrow(
      /has not the project's migrations/,
    );
  });
});

describe("clearing", () => {
  test("takes the tests' people, teams and tables with all that hangs on them, and nothing else", async () => {
    await clear(given);
    const before = await state();
    const team = await createTeam(supabase);
    const [member, organiser] = [await createMember(supabase, team), await createMember(supabase, null)];
    await owner`insert into public.chat_messages (team_id, sender_id, content) values (${team.id}, ${member.id}, 'Ours')`;
    await owner`update public.users set deactivated_at = now() where id = ${organiser.id}`;
    await owner`create table public.contract_left (id int)`;
    expect(await state()).not.toEqual(before);
    await clear(given);
    expect(await state()).toEqual(before);
  });

  test("takes nothing at all where somebody else has been put into a team of the tests", async () => {
    const team = await createTeam(supabase);
    await createMember(supabase, team);
    const [stranger] = await owner<{ id: string; team_id: string }[]>`
      select id, team_id from public.users where role = 'member' limit 1`;
    if (!stranger) throw new Error("The demo data have no member.");
    await owner`update public.users set team_id = ${team.id} where id = ${stranger.id}`;
    const before = await state();
    await expect(clear(given)).rejects.toThrow(
      /\(1 people in a team called "Rinkside contract test", 0 messages\): nothing was cleared/,
    );
    expect(await state()).toEqual(before);
    await owner`update public.users set team_id = ${stranger.team_id} where id = ${stranger.id}`;
    await clear(given);
  });

  test("keeps what a person of the tests wrote to another team: a conversation has no holes", async () => {
    const person = await createPerson(supabase);
    const [team] = await owner`select id from public.teams limit 1`;
    await owner`insert into public.users (id, role, full_name) values (${person.id}, 'admin', 'Åsa Ek')`;
    await owner`
      insert into public.chat_messages (team_id, sender_id, content) values (${team?.id}, ${person.id}, 'To another team')`;
    const before = await state();
    await expect(clear(given)).rejects.toThrow("1 messages): nothing was cleared");
    expect(await state()).toEqual(before);
  });
});
