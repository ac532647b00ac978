import { z } from "zod";
import { createAccount, findByEmail, loadAccount } from "./accounts.ts";
import { requireEmail } from "./addresses.ts";
import { emailTaken, json, parseBody } from "./answer.ts";
import type { Call, Db, Door } from "./door.ts";
import { postOf, sendInvitation } from "./letters.ts";
import { userJson } from "./user-json.ts";

const inviteSchema = z.object({
  email: z.string().optional(),
  data: z.record(z.string(), z.unknown()).nullish(),
});

/** `POST /invite`: who has not come yet is invited again, with a new token; who has come is a mistake. */
export async function invite(call: Call, door: Door): Promise<Response> {
  const { email: address, data } = parseBody(inviteSchema, call.text);
  const email = requireEmail(address);
  const account = await door.sql.begin(async (transaction) => {
    const invited = await accountToInvite(transaction, email, data ?? {});
    await sendInvitation(transaction, invited, postOf(call, door));
    return await loadAccount(transaction, invited.id);
  });
  return json(userJson(account));
}

/** @throws AuthRefusal when this address is confirmed already */
export async function accountToInvite(sql: Db, email: string, userMetadata: Record<string, unknown>) {
  const known = await findByEmail(sql, email);
  if (known?.email_confirmed_at) throw emailTaken();
  return known ?? (await createAccount(sql, { email, userMetadata }));
}
