import type { Mailer } from "../mails/mailer.ts";
import type { Account } from "./accounts.ts";
import type { Call, Db, Door } from "./door.ts";
import { createToken, type OneTimeToken } from "./one-time-tokens.ts";
import { redirectOf } from "./redirects.ts";

/** What one call mails, and to where its links lead. */
export type Post = {
  authUrl: string;
  redirectTo: string;
  mailer: Mailer;
  settings: Door["settings"];
};

export function postOf({ request, url }: Call, { mailer, settings }: Door): Post {
  return {
    authUrl: `${url.origin}/auth/v1`,
    redirectTo: redirectOf(request, url, settings),
    mailer,
    settings,
  };
}

export async function storeConfirmation(sql: Db, account: Account, tokenHash: string, invited: boolean) {
  await sql`
    update auth.users set confirmation_token = ${tokenHash}, confirmation_sent_at = now(), updated_at = now(),
      invited_at = case when ${invited}::boolean then now() else invited_at end
    where id = ${account.id}`;
}

export async function storeRecovery(sql: Db, account: Account, tokenHash: string) {
  await sql`
    update auth.users set recovery_token = ${tokenHash}, recovery_sent_at = now(), updated_at = now()
    where id = ${account.id}`;
}

export async function sendInvitation(sql: Db, account: Account, post: Post): Promise<void> {
  const token = tokenFor(account, post);
  await storeConfirmation(sql, account, token.tokenHash, true);
  await post.mailer.send(sql, "invite", letter(account, token, post));
}

export async function sendConfirmation(sql: Db, account: Account, post: Post): Promise<void> {
  const token = tokenFor(account, post);
  await storeConfirmation(sql, account, token.tokenHash, false);
  await post.mailer.send(sql, "confirmation", letter(account, token, post));
}

export async function sendRecovery(
  sql: Db,
  account: Account,
  kind: "recovery" | "magic_link",
  post: Post,
  codeChallenge?: string,
): Promise<void> {
  const token = tokenFor(account, post, codeChallenge);
  await storeRecovery(sql, account, token.tokenHash);
  await post.mailer.send(sql, kind, letter(account, token, post));
}

/** To the new address, and to the present one too where the settings ask both; each with a token of its own. */
export async function sendEmailChange(
  sql: Db,
  account: Account,
  newEmail: string,
  post: Post,
  codeChallenge?: string,
): Promise<void> {
  const present = account.email ?? "";
  const fromNew = createToken(newEmail, post.settings, codeChallenge);
  const asksBoth = post.settings.email.double_confirm_changes && present !== "";
  const fromPresent = asksBoth ? createToken(present, post.settings, codeChallenge) : undefined;
  await sql`
    update auth.users set email_change = ${newEmail}, email_change_token_new = ${fromNew.tokenHash},
      email_change_token_current = ${fromPresent?.tokenHash ?? ""}, email_change_confirm_status = 0,
      email_change_sent_at = now(), updated_at = now()
    where id = ${account.id}`;
  await post.mailer.send(sql, "email_change", { ...letter(account, fromNew, post), to: newEmail, newEmail });
  if (fromPresent) {
    await post.mailer.send(sql, "email_change", { ...letter(account, fromPresent, post), newEmail });
  }
}

const tokenFor = (account: Account, { settings }: Post, codeChallenge?: string) =>
  createToken(account.email ?? "", settings, codeChallenge);

function letter(account: Account, token: OneTimeToken, { authUrl, redirectTo }: Post) {
  return { account: account.email ?? "", authUrl, redirectTo, ...token };
}
