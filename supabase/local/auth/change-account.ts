import { z } from "zod";
import { type Account, asJson, hash } from "./accounts.ts";
import { invalid } from "./answer.ts";
import type { Db } from "./door.ts";
import { parseDuration } from "./durations.ts";

const metadata = z.record(z.string(), z.unknown()).nullish();

/** What an administrator may set of an account. */
export const attributesSchema = z.object({
  email: z.string().optional(),
  role: z.string().optional(),
  password: z.string().nullish(),
  email_confirm: z.boolean().default(false),
  user_metadata: metadata,
  app_metadata: metadata,
  ban_duration: z.string().optional(),
});

type Attributes = Partial<z.infer<typeof attributesSchema>>;

/** Milliseconds; 0 lifts a ban, undefined leaves it as it is. @throws AuthRefusal */
export function banLength(duration: string | undefined): number | undefined {
  if (!duration) return undefined;
  if (duration === "none") return 0;
  try {
    return parseDuration(duration);
  } catch (error) {
    throw invalid(`invalid format for ban duration: ${error instanceof Error ? error.message : error}`);
  }
}

/** In GoTrue's order. Of metadata, what is given is set, null takes away, and the rest stays. */
export async function changeAccount(sql: Db, { id }: Account, attributes: Attributes): Promise<void> {
  const { role, email, password, email_confirm, app_metadata, user_metadata, ban_duration } = attributes;
  if (role) await sql`update auth.users set role = ${role.trim()} where id = ${id}`;
  if (email_confirm) await confirmAddress(sql, id);
  if (typeof password === "string") await setPassword(sql, id, password);
  if (email) await setEmail(sql, id, email, email_confirm ?? false);
  if (app_metadata) await mergeMetadata(sql, id, "raw_app_meta_data", app_metadata);
  if (user_metadata) await mergeMetadata(sql, id, "raw_user_meta_data", user_metadata);
  const ban = banLength(ban_duration);
  if (ban !== undefined) {
    const until = ban === 0 ? null : new Date(Date.now() + ban).toISOString();
    await sql`update auth.users set banned_until = ${until} where id = ${id}`;
  }
  await sql`update auth.users set updated_at = now() where id = ${id}`;
}

async function confirmAddress(sql: Db, id: string): Promise<void> {
  await sql`update auth.users set confirmation_token = '', email_confirmed_at = now() where id = ${id}`;
  await mergeMetadata(sql, id, "raw_user_meta_data", { email_verified: true });
}

/** Whoever had the old one is out: nothing that was mailed before counts any more, and every session ends. */
async function setPassword(sql: Db, id: string, password: string): Promise<void> {
  await sql`
    update auth.users set encrypted_password = ${hash(sql, password)}, confirmation_token = '',
      confirmation_sent_at = null, recovery_token = '', recovery_sent_at = null, email_change_token_current = '',
      email_change_token_new = '', email_change_sent_at = null, reauthentication_token = '',
      reauthentication_sent_at = null
    where id = ${id}`;
  await sql`delete from auth.sessions where user_id = ${id}`;
}

async function setEmail(sql: Db, id: string, email: string, verified: boolean): Promise<void> {
  await sql`
    update auth.identities set identity_data = identity_data || ${asJson(sql, { email, email_verified: verified })},
      updated_at = now()
    where user_id = ${id} and provider = 'email'`;
  await sql`update auth.users set email = ${email} where id = ${id}`;
}

export async function mergeMetadata(
  sql: Db,
  id: string,
  column: "raw_app_meta_data" | "raw_user_meta_data",
  changes: Record<string, unknown>,
): Promise<void> {
  const removed = Object.keys(changes).filter((key) => changes[key] === null);
  const kept = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== null));
  await sql`
    update auth.users set ${sql(column)} =
      (coalesce(${sql(column)}, '{}') || ${asJson(sql, kept)})
        - array(select jsonb_array_elements_text(${JSON.stringify(removed)}::text::jsonb))
    where id = ${id}`;
}
