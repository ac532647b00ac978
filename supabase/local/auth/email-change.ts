import { z } from "zod";
import { type Account, findByEmail, findById, loadAccount } from "./accounts.ts";
import { requireEmail } from "./addresses.ts";
import { claimsOf } from "./admission.ts";
import { emailTaken, json, parseBody } from "./answer.ts";
import { type Call, type Door, passOn } from "./door.ts";
import { postOf, sendEmailChange } from "./letters.ts";
import { requirePause } from "./one-time-tokens.ts";
import { userJson } from "./user-json.ts";

export const singleConfirmation =
  "Confirmation link accepted. Please proceed to confirm link sent to the other email";

const changesSchema = z.looseObject({
  email: z.string().nullish(),
  password: z.string().nullish(),
  code_challenge: z.string().nullish(),
});

/**
 * `PUT /user`. lite lets the present address alone decide on a new one, so that whoever holds a session takes any
 * address for theirs; GoTrue asks both. And after a new password, every other session of that person has ended.
 */
export async function updateUser(call: Call, door: Door): Promise<Response> {
  const { email, code_challenge, ...rest } = parseBody(changesSchema, call.text);
  const { sub = "", session_id = null } = await claimsOf(call.request, call.url);
  const account = z.guid().safeParse(sub).success ? await findById(door.sql, sub) : undefined;
  const newEmail = email ? requireEmail(email) : undefined;
  const changes = newEmail !== undefined && account !== undefined && newEmail !== account.email;
  if (changes) {
    if (await findByEmail(door.sql, newEmail)) throw emailTaken();
    requirePause(account.email_change_sent_at, door.settings);
  }
  const answer = await passOn(call, door, rest);
  if (!answer.ok || !account) return answer;
  if (typeof rest.password === "string") await endOtherWaysIn(door, sub, session_id);
  if (!changes) return answer;
  await door.sql.begin((transaction) =>
    sendEmailChange(transaction, account, newEmail, postOf(call, door), code_challenge ?? undefined),
  );
  return json(userJson(await loadAccount(door.sql, sub)));
}

/** Nothing counts any more that was begun under the old password: neither sessions nor what was mailed. */
async function endOtherWaysIn({ sql }: Door, id: string, session: string | null): Promise<void> {
  await sql`delete from auth.sessions where user_id = ${id} and id is distinct from ${session}::uuid`;
  await sql`
    update auth.users set confirmation_token = '', email_change_token_current = '', email_change_token_new = '',
      email_change_sent_at = null, reauthentication_token = ''
    where id = ${id}`;
}

/**
 * Takes the word of one of the two addresses, and says whether the other one's is still missing. Where it is not, lite
 * finishes the change: with a token that it takes for that of the present address.
 */
export async function confirmOneAddress(
  { sql, settings }: Door,
  account: Account,
  tokenHash: string,
): Promise<boolean> {
  const asksBoth = settings.email.double_confirm_changes && Boolean(account.email);
  const first = asksBoth && account.email_change_confirm_status === 0;
  await sql`
    update auth.users set email_change_confirm_status = ${first ? 1 : 0},
      email_change_token_current = case
        when ${first}::boolean then nullif(email_change_token_current, ${tokenHash})
        when ${asksBoth}::boolean then ${tokenHash} end,
      email_change_token_new = case
        when ${first}::boolean then nullif(email_change_token_new, ${tokenHash})
        when not ${asksBoth}::boolean then ${tokenHash} end
    where id = ${account.id}`;
  return first;
}
