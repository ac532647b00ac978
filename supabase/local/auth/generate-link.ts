import { randomBytes } from "node:crypto";
import { z } from "zod";
import { actionLink } from "../mails/mailer.ts";
import { type Account, asJson, createAccount, findByEmail, loadAccount } from "./accounts.ts";
import { requireEmail } from "./addresses.ts";
import { AuthRefusal, emailTaken, invalid, json, parseBody } from "./answer.ts";
import type { Call, Db, Door } from "./door.ts";
import { accountToInvite } from "./invite.ts";
import { storeConfirmation, storeRecovery } from "./letters.ts";
import { createToken } from "./one-time-tokens.ts";
import { requireStrength } from "./passwords.ts";
import { isAllowed, redirectOf } from "./redirects.ts";
import { userJson } from "./user-json.ts";

const linkSchema = z.object({
  type: z.string().optional(),
  email: z.string().optional(),
  password: z.string().optional(),
  data: z.record(z.string(), z.unknown()).nullish(),
  redirect_to: z.string().optional(),
});

type Wish = {
  type: string | undefined;
  email: string;
  password: string | undefined;
  data: Record<string, unknown>;
};

/** `POST /admin/generate_link`: what a mail would have carried, for who sends it by other means. */
export async function generateLink(call: Call, door: Door): Promise<Response> {
  const { settings } = door;
  const { type: wanted, email: address, password, redirect_to, data } = parseBody(linkSchema, call.text);
  const wish = { type: wanted, email: requireEmail(address), password, data: data ?? {} };
  const redirectTo =
    redirect_to && isAllowed(redirect_to, settings)
      ? redirect_to
      : redirectOf(call.request, call.url, settings);
  const { token, tokenHash } = createToken(wish.email, settings);
  const { account, type } = await door.sql.begin(async (transaction) => {
    const stored = await storeLink(transaction, wish, tokenHash, door);
    return { type: stored.type, account: await loadAccount(transaction, stored.account.id) };
  });
  return json({
    ...userJson(account),
    action_link: actionLink(`${call.url.origin}/auth/v1`, tokenHash, type, redirectTo),
    email_otp: token,
    hashed_token: tokenHash,
    verification_type: type,
    redirect_to: redirectTo,
  });
}

async function storeLink(sql: Db, wish: Wish, tokenHash: string, door: Door) {
  const known = await findByEmail(sql, wish.email);
  switch (wish.type) {
    case "magiclink":
      if (!known)
        return await signUp(sql, { ...wish, password: temporaryPassword() }, undefined, tokenHash, door);
      await storeRecovery(sql, known, tokenHash);
      return { account: known, type: "magiclink" };
    case "recovery":
      if (!known) throw new AuthRefusal(404, "user_not_found", "User with this email not found");
      await storeRecovery(sql, known, tokenHash);
      return { account: known, type: "recovery" };
    case "invite": {
      const account = await accountToInvite(sql, wish.email, wish.data);
      await storeConfirmation(sql, account, tokenHash, true);
      return { account, type: "invite" };
    }
    case "signup":
      return await signUp(sql, wish, known, tokenHash, door);
    default:
      throw invalid(`Invalid email action link type requested: ${wish.type ?? ""}`);
  }
}

async function signUp(
  sql: Db,
  wish: Wish,
  known: Account | undefined,
  tokenHash: string,
  { settings }: Door,
) {
  if (known?.email_confirmed_at) throw emailTaken();
  if (!known) {
    if (!wish.password) throw invalid("Signup requires a valid password");
    requireStrength(wish.password, settings);
  }
  const { email, password, data } = wish;
  const account = known ?? (await createAccount(sql, { email, password, userMetadata: data }));
  if (known) {
    await sql`
      update auth.users set raw_user_meta_data = coalesce(raw_user_meta_data, '{}') || ${asJson(sql, data)}
      where id = ${known.id}`;
  }
  await storeConfirmation(sql, account, tokenHash, false);
  return { account, type: "signup" };
}

const temporaryPassword = () => randomBytes(32).toString("base64url");
