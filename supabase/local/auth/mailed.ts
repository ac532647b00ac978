import { z } from "zod";
import { type Account, findByEmail } from "./accounts.ts";
import { requireEmail } from "./addresses.ts";
import { AuthRefusal, invalid, json, parseBody } from "./answer.ts";
import { type Call, type Door, passOn } from "./door.ts";
import { postOf, sendConfirmation, sendEmailChange, sendRecovery } from "./letters.ts";
import { requirePause } from "./one-time-tokens.ts";

const addressSchema = z.object({
  email: z.string().optional(),
  code_challenge: z.string().nullish(),
  create_user: z.boolean().default(true),
});

/** `POST /recover`. Nobody learns from the answer who has an account. */
export async function recover(call: Call, door: Door): Promise<Response> {
  const { email, code_challenge } = parseBody(addressSchema, call.text);
  if (!email) throw invalid("Password recovery requires an email");
  const account = await findByEmail(door.sql, requireEmail(email));
  if (account) await mailRecovery(call, door, account, "recovery", code_challenge);
  return json({});
}

/** `POST /otp`: a link to sign in. */
export async function otp(call: Call, door: Door): Promise<Response> {
  const { email, create_user } = parseBody(addressSchema, call.text);
  if (!email) throw invalid("One of email or phone must be set");
  if (!create_user && !(await findByEmail(door.sql, requireEmail(email)))) {
    throw new AuthRefusal(422, "otp_disabled", "Signups not allowed for otp");
  }
  return await magicLink(call, door);
}

/** `POST /magiclink`. Who has no confirmed address would be signed up: lite does that even where nobody may sign up. */
export async function magicLink(call: Call, door: Door): Promise<Response> {
  const { email, code_challenge } = parseBody(addressSchema, call.text);
  if (!email) throw new AuthRefusal(422, "validation_failed", "Password recovery requires an email");
  const account = await findByEmail(door.sql, requireEmail(email));
  if (account?.email_confirmed_at) {
    await mailRecovery(call, door, account, "magic_link", code_challenge);
    return json({});
  }
  if (door.settings.enable_signup) return await passOn(call, door);
  throw new AuthRefusal(422, "signup_disabled", "Signups not allowed for this instance");
}

async function mailRecovery(
  call: Call,
  door: Door,
  account: Account,
  kind: "recovery" | "magic_link",
  codeChallenge: string | null | undefined,
): Promise<void> {
  requirePause(account.recovery_sent_at, door.settings);
  await door.sql.begin((transaction) =>
    sendRecovery(transaction, account, kind, postOf(call, door), codeChallenge ?? undefined),
  );
}

const resendSchema = z.object({ type: z.string().optional(), email: z.string().optional() });

/** `POST /resend`. */
export async function resend(call: Call, door: Door): Promise<Response> {
  const { type, email } = parseBody(resendSchema, call.text);
  if (type !== "signup" && type !== "email_change") {
    throw invalid("Missing one of these types: signup, email_change, sms, phone_change");
  }
  if (!email) throw invalid("Type provided requires an email address");
  const account = await findByEmail(door.sql, requireEmail(email));
  const newEmail = account?.email_change;
  if (account && type === "signup" && !account.email_confirmed_at) {
    requirePause(account.confirmation_sent_at, door.settings);
    await door.sql.begin((transaction) => sendConfirmation(transaction, account, postOf(call, door)));
  }
  if (account && type === "email_change" && newEmail) {
    requirePause(account.email_change_sent_at, door.settings);
    await door.sql.begin((transaction) =>
      sendEmailChange(transaction, account, newEmail, postOf(call, door)),
    );
  }
  return json({});
}
