import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Actor } from "../../support/database.ts";
import { openDatabase } from "../support/database.ts";
import { anna, erik, mikko, sofia, teams } from "../support/demo.ts";
import { freshAddress, invite, openAccount } from "../support/invitations.ts";
import { attempt, openRoles } from "./roles.ts";

// Nobody raises their own rights, or anybody's, by any column, any function or metadata: whatever a client may write or
// call is found in the catalogue and tried with all that could lift them. So what is added tomorrow is tried too.
const database = await openDatabase();
const { owner, admin } = database;
const roles = await openRoles(database);

/** Has an account for an address that is invited to the organisers, and has not confirmed it. */
const invitedAddress = freshAddress();
const invitation = await invite(database, mikko, invitedAddress, null);
const { token } = await invite(database, mikko, freshAddress(), null);
const unconfirmed = await openAccount(database, invitedAddress, false);

const boasts = {
  role: "admin",
  user_role: "admin",
  team_id: teams.finland,
  email: invitedAddress,
  email_verified: true,
};
await admin`
  update auth.users set raw_user_meta_data = ${admin.json(boasts)}, raw_app_meta_data = ${admin.json(boasts)}`;

const { anon, stranger, unassigned, Sweden, ...others } = roles;
const climbers = [
  anon,
  ...[
    stranger,
    unconfirmed,
    unassigned,
    Sweden,
    others["deactivated organiser"],
    others["deactivated member"],
  ].map((actor) =>
    typeof actor === "string"
      ? actor
      : {
          ...actor,
          claims: { ...boasts, role: "authenticated", app_metadata: boasts, user_metadata: boasts },
        },
  ),
];
const ids = climbers.flatMap((actor) => (typeof actor === "string" ? [] : [actor.id]));

/** What somebody may give for a value of a type, to be lifted by it. */
const candidates: Record<string, (string | null)[]> = {
  uuid: [...ids, mikko.id, sofia.id, anna.id, erik.id, teams.sweden, teams.finland, invitation.id, null],
  text: [
    invitation.token,
    token,
    invitedAddress,
    "admin@rinkside.test",
    "admin",
    "SWE",
    "Me",
    "UTC",
    "en",
    null,
  ],
  user_role: ["admin", "member", null],
  jsonb: [
    JSON.stringify([{ email: invitedAddress, role: "admin" }]),
    JSON.stringify([{ email: "sweden@rinkside.test", role: "admin" }]),
    JSON.stringify({ role: "admin" }),
    null,
  ],
  integer: ["0", "1", null],
  task_status: ["open", "completed", null],
  notification_type: ["chat_message", "page_published", null],
  "notification_type[]": ["{chat_message,page_published}", null],
  boolean: ["true", "false", null],
  "time without time zone": ["22:00", "06:00", null],
  "uuid[]": [`{${teams.sweden},${teams.finland}}`, null],
  "timestamp with time zone": ["2020-01-01", "infinity", null],
  "interval[]": ["{1 day}", null],
  "text[]": [`{admin@rinkside.test,${invitedAddress}}`, null],
};

/** A statement with a type for each of its gaps. */
type Door = { name: string; types: string[]; statement: (values: string[]) => string };

const columns = await owner<{ table: string; column: string; type: string; privilege: string }[]>`
  select attrelid::regclass::text as table, attname as column, format_type(atttypid, null) as type, privilege
  from pg_attribute join pg_class on pg_class.oid = attrelid, unnest(array['insert', 'update']) as privilege,
    unnest(array['anon', 'authenticated']) as role
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v') and attnum > 0
    and has_column_privilege(role, attrelid, attnum, privilege)
  order by attrelid, attnum`;
const functions = await owner<{ name: string; types: string[] }[]>`
  select distinct p.oid::regproc::text as name,
    array(select format_type(type, null) from unnest(p.proargtypes) with ordinality as given (type, place) order by place) as types
  from pg_proc p, unnest(array['anon', 'authenticated']) as role
  where pronamespace = 'public'::regnamespace and has_function_privilege(role, p.oid, 'execute')
  order by 1`;

const updates = columns
  .filter(({ privilege }) => privilege === "update")
  .map(
    ({ table, column, type }): Door => ({
      name: `update ${table} (${column})`,
      types: [type],
      statement: ([value]) => `update public.${table} set ${column} = ${value}`,
    }),
  );
const inserts = Object.entries(
  Object.groupBy(
    columns.filter(({ privilege }) => privilege === "insert"),
    ({ table }) => table,
  ),
).map(
  ([table, written = []]): Door => ({
    name: `insert into ${table}`,
    types: written.map(({ type }) => type),
    statement: (values) =>
      `insert into public.${table} (${written.map(({ column }) => column)}) values (${values})`,
  }),
);
const calls = functions.map(
  ({ name, types }): Door => ({
    name: `call ${name}`,
    types,
    statement: (values) => `select public.${name}(${values})`,
  }),
);

const literal = (type: string) =>
  fc
    .constantFrom(...(candidates[type] ?? []))
    .map((value) => (value === null ? `null::${type}` : `'${value}'::${type}`));

/** What everybody is and may do after a statement of `actor`, which is undone; or the code it is refused with. */
const standing = (actor: Actor, statement: string) =>
  attempt(database, actor, async (sql) => {
    await sql.unsafe(statement);
    await sql`reset role`;
    const [found] = await sql`
      select private.is_admin(), private.has_role(), private.my_team_id(), (
        select jsonb_agg(jsonb_build_array(id, role, team_id, deactivated_at) order by id) from public.users
      ) as people, (select count(*)::int from public.invitations) as invitations`;
    return found;
  });

test("the doors that are known are among those that were found, and there is something to try for each", () => {
  const names = [...updates, ...inserts, ...calls].map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      "update users (full_name)",
      "update teams (archived_at)",
      "insert into teams",
      "insert into chat_messages",
      "call accept_invitation",
      "call promote_person",
      "call import_roster",
    ]),
  );
  const types = [...updates, ...inserts, ...calls].flatMap((door) => door.types);
  expect(types.filter((type) => !candidates[type])).toEqual([]);
});

describe.each([...updates, ...inserts, ...calls])("by $name", ({ types, statement }) => {
  test("nobody who is no organiser becomes more than they are, or makes more of another", async () => {
    const values = fc.tuple(...types.map(literal)).map((given) => statement(given));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...climbers), values, async (actor, tried) => {
        const after = await standing(actor, tried);
        // A code: the statement was refused, and nothing has changed.
        if (typeof after !== "string") expect(after, tried).toEqual(await standing(actor, "select"));
      }),
      { numRuns: 60 },
    );
  });
});
