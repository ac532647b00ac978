import { z } from "zod";
import { type Account, findByEmail } from "./accounts.ts";
import { AuthRefusal, parseBody } from "./answer.ts";
import { type Call, type Door, passOn } from "./door.ts";

const grantSchema = z.looseObject({
  email: z.string().optional(),
  password: z.string().optional(),
  refresh_token: z.string().optional(),
});

/**
 * `POST /token`. lite lets in who is banned, and tells of an address that it is not confirmed to who does not know its
 * password.
 */
export async function grantToken(call: Call, door: Door): Promise<Response> {
  const grant = call.url.searchParams.get("grant_type");
  if (grant === "password") {
    const { email, password = "" } = parseBody(grantSchema, call.text);
    const account = email ? await findByEmail(door.sql, email) : undefined;
    if (account?.is_banned) throw new AuthRefusal(400, "user_banned", "User is banned");
    if (account && !account.email_confirmed_at && !(await knowsPassword(door, account, password))) {
      throw new AuthRefusal(400, "invalid_credentials", "Invalid login credentials");
    }
  }
  if (grant === "refresh_token") {
    const { refresh_token } = parseBody(grantSchema, call.text);
    if (refresh_token && (await isOwnerBanned(door, refresh_token))) {
      throw new AuthRefusal(400, "user_banned", "Invalid Refresh Token: User Banned");
    }
  }
  return await passOn(call, door);
}

async function knowsPassword(
  { sql }: Door,
  { encrypted_password }: Account,
  password: string,
): Promise<boolean> {
  if (!encrypted_password) return false;
  const [row] = await sql<{ same: boolean }[]>`
    select extensions.crypt(${password}, ${encrypted_password}) = ${encrypted_password} as same`;
  return row?.same ?? false;
}

async function isOwnerBanned({ sql }: Door, refreshToken: string): Promise<boolean> {
  const owners = await sql`
    select from auth.refresh_tokens token join auth.users owner on owner.id = token.user_id
    where token.token = ${refreshToken} and owner.banned_until > now()`;
  return owners.length > 0;
}
