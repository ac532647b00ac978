import type { PendingQuery, Row } from "postgres";
import { z } from "zod";
import type { Db } from "./door.ts";

const time = z.string().nullable();
const metadata = z.record(z.string(), z.unknown()).nullable();

/** A row of `auth.users` as far as it is used here. Times are ISO 8601, as Postgres gives them. */
const accountSchema = z.object({
  id: z.string(),
  aud: z.string().nullable(),
  role: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  encrypted_password: z.string().nullable(),
  email_confirmed_at: time,
  confirmed_at: time,
  invited_at: time,
  phone_confirmed_at: time,
  confirmation_token: z.string().nullable(),
  confirmation_sent_at: time,
  recovery_token: z.string().nullable(),
  recovery_sent_at: time,
  email_change: z.string().nullable(),
  email_change_token_current: z.string().nullable(),
  email_change_token_new: z.string().nullable(),
  email_change_confirm_status: z.number().nullable(),
  email_change_sent_at: time,
  reauthentication_sent_at: time,
  last_sign_in_at: time,
  raw_app_meta_data: metadata,
  raw_user_meta_data: metadata,
  banned_until: time,
  deleted_at: time,
  is_anonymous: z.boolean(),
  created_at: time,
  updated_at: time,
  is_banned: z.boolean(),
  identities: z.array(
    z.object({
      id: z.string(),
      provider_id: z.string(),
      user_id: z.string(),
      identity_data: metadata,
      provider: z.string(),
      last_sign_in_at: time,
      created_at: time,
      updated_at: time,
      email: z.string().nullable(),
    }),
  ),
});

export type Account = z.infer<typeof accountSchema>;

const nobody = "00000000-0000-0000-0000-000000000000";

/** All accounts that `where` selects; a fragment of SQL about `account`, order and limit included. */
export async function findAccounts(sql: Db, where: PendingQuery<Row[]>): Promise<Account[]> {
  const rows = await sql`
    select account.*, coalesce(account.banned_until > now(), false) as is_banned, (
      select coalesce(jsonb_agg(to_jsonb(identity) order by identity.created_at), '[]')
      from auth.identities identity where identity.user_id = account.id
    ) as identities
    from auth.users account ${where}`;
  return rows.map((row) => accountSchema.parse(row));
}

export async function findByEmail(sql: Db, email: string): Promise<Account | undefined> {
  const [account] = await findAccounts(
    sql,
    sql`where lower(account.email) = ${email.toLowerCase()} and not account.is_sso_user`,
  );
  return account;
}

export async function findById(sql: Db, id: string): Promise<Account | undefined> {
  const [account] = await findAccounts(sql, sql`where account.id = ${id}`);
  return account;
}

/** An account that must be there: whoever calls has just written it. */
export async function loadAccount(sql: Db, id: string): Promise<Account> {
  const account = await findById(sql, id);
  if (!account) throw new Error(`There is no account ${id}.`);
  return account;
}

export type NewAccount = {
  email: string;
  id?: string | undefined;
  role?: string | undefined;
  /** Without one, nobody signs in by password until one is set. */
  password?: string | undefined;
  userMetadata?: Record<string, unknown> | undefined;
};

/** Not confirmed, with the identity of its address. */
export async function createAccount(sql: Db, account: NewAccount): Promise<Account> {
  const { email, id = crypto.randomUUID(), role = "authenticated", password, userMetadata = {} } = account;
  const identity = { sub: id, email, email_verified: false, phone_verified: false };
  await sql`
    insert into auth.users (instance_id, id, aud, role, email, encrypted_password, raw_app_meta_data,
      raw_user_meta_data, created_at, updated_at)
    values (${nobody}, ${id}, 'authenticated', ${role}, ${email},
      ${password === undefined ? null : hash(sql, password)},
      ${asJson(sql, { provider: "email", providers: ["email"] })}, ${asJson(sql, userMetadata)}, now(), now())`;
  await sql`
    insert into auth.identities (id, user_id, provider, provider_id, identity_data, last_sign_in_at, created_at, updated_at)
    values (${crypto.randomUUID()}, ${id}, 'email', ${id}, ${asJson(sql, identity)}, now(), now(), now())`;
  return await loadAccount(sql, id);
}

/** As GoTrue has it: bcrypt of cost 10. */
export const hash = (sql: Db, password: string) =>
  sql`extensions.crypt(${password}, extensions.gen_salt('bf', 10))`;

export function asJson(sql: Db, value: Record<string, unknown>) {
  return sql`${JSON.stringify(value)}::text::jsonb`;
}
