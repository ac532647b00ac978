import { createHash } from "node:crypto";
import { type Account, asJson } from "./accounts.ts";
import type { Db } from "./door.ts";

/** The row stays, so that what refers to it does; whose it was cannot be read from it, and nobody enters by it. */
export async function softDelete(sql: Db, account: Account): Promise<void> {
  if (account.deleted_at) return;
  const { id, email, email_change } = account;
  await sql`
    update auth.users set email = ${obscure(id, email ?? "")}, phone = ${obscure(id, account.phone ?? "").slice(0, 15)},
      email_change = ${obscure(id, email_change ?? "")}, encrypted_password = null, confirmation_token = '',
      recovery_token = '', email_change_token_current = '', email_change_token_new = '',
      raw_user_meta_data = ${asJson(sql, {})}, raw_app_meta_data = ${asJson(sql, {})}, deleted_at = now(),
      updated_at = now()
    where id = ${id}`;
  for (const identity of account.identities) {
    await sql`
      update auth.identities set identity_data = ${asJson(sql, {})},
        provider_id = ${obscure(id, `${identity.provider}:${identity.provider_id}`)}
      where id = ${identity.id}`;
  }
  await sql`delete from auth.sessions where user_id = ${id}`;
}

const obscure = (id: string, value: string) =>
  createHash("sha256")
    .update(id + value)
    .digest("base64url");
