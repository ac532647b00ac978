import { z } from "zod";
import { type Account, findAccounts, findByEmail } from "./accounts.ts";
import { requireEmail } from "./addresses.ts";
import { AuthRefusal, banned, invalid, json, parseBody } from "./answer.ts";
import { type Call, type Door, passOn } from "./door.ts";
import { confirmOneAddress, singleConfirmation } from "./email-change.ts";
import { hashToken, isExpired } from "./one-time-tokens.ts";
import { redirectOf } from "./redirects.ts";

/** A token that counts: whose it is, and what lite calls it. */
type Found = { account: Account; tokenHash: string; type: "signup" | "recovery" | "email_change" };

const verifySchema = z.object({
  type: z.string().optional(),
  token: z.string().optional(),
  token_hash: z.string().optional(),
  email: z.string().optional(),
  redirect_to: z.string().optional(),
});

/** `POST /verify`. lite knows neither `invite` nor `email`, lets the banned in, and asks one address of two. */
export async function verify(call: Call, door: Door): Promise<Response> {
  const { type, token, token_hash, email, redirect_to } = parseBody(verifySchema, call.text);
  if (!type) throw invalid("Verify requires a verification type");
  if (Boolean(token) === Boolean(token_hash)) throw invalid("Verify requires either a token or a token hash");
  if (token_hash && (email || redirect_to)) throw invalid("Only the token_hash and type should be provided");
  if (token && !email) throw invalid("Only an email address or phone number should be provided on verify");
  if (type === "reauthentication") return await passOn(call, door);
  requireKnown(type);
  const found = token_hash
    ? await findByHash(door, type, token_hash)
    : await findByToken(door, type, requireEmail(email), token ?? "");
  if (found.type === "email_change" && (await confirmOneAddress(door, found.account, found.tokenHash))) {
    return json({ msg: singleConfirmation, code: "200" });
  }
  return await passOn(call, door, { token_hash: found.tokenHash, type: found.type });
}

/** `GET /verify`, a link of Auth's own: leads on to the site, with the session or the refusal in the fragment. */
export async function followLink(call: Call, door: Door): Promise<Response> {
  const { searchParams } = call.url;
  const type = searchParams.get("type");
  const tokenHash = searchParams.get("token");
  if (!type) throw invalid("Verify requires a verification type");
  if (!tokenHash) throw invalid("Verify requires a token or a token hash");
  const redirectTo = redirectOf(call.request, call.url, door.settings);
  try {
    requireKnown(type);
    const found = await findByHash(door, type, tokenHash);
    if (found.type === "email_change" && (await confirmOneAddress(door, found.account, tokenHash))) {
      return leadTo(redirectTo, { message: singleConfirmation });
    }
    const url = new URL(call.url);
    url.searchParams.set("type", found.type);
    url.searchParams.set("redirect_to", redirectTo);
    const answer = await door.lite(new Request(url, { headers: call.request.headers }));
    const location = answer.headers.get("location")?.replace(/([#&]type=)\w+/, `$1${type}`);
    return location ? leadTo(location) : answer;
  } catch (error) {
    if (!(error instanceof AuthRefusal)) throw error;
    const { code, message } = error;
    return leadTo(redirectTo, { error: "access_denied", error_code: code, error_description: message });
  }
}

const known = ["signup", "invite", "recovery", "magiclink", "email", "email_change"];

function requireKnown(type: string): void {
  if (!known.includes(type)) throw invalid("Invalid email verification type");
}

function leadTo(target: string, fragment?: Record<string, string>): Response {
  const location = fragment ? `${target}#${new URLSearchParams(fragment)}` : target;
  return new Response(null, { status: 303, headers: { location } });
}

async function findByHash({ sql, settings }: Door, type: string, tokenHash: string): Promise<Found> {
  const expired = new AuthRefusal(403, "otp_expired", "Email link is invalid or has expired");
  const [account] = await findAccounts(
    sql,
    sql`where ${tokenHash} in (account.confirmation_token, account.recovery_token,
      account.email_change_token_current, account.email_change_token_new)`,
  );
  const kind = account && kindOf(type, account, (stored) => stored === tokenHash);
  if (!account || !kind) throw expired;
  if (account.is_banned) throw banned();
  if (isExpired(kind.sentAt, settings)) throw expired;
  return { account, tokenHash, type: kind.type };
}

async function findByToken(
  { sql, settings }: Door,
  type: string,
  email: string,
  token: string,
): Promise<Found> {
  const expired = new AuthRefusal(403, "otp_expired", "Token has expired or is invalid");
  const hashed = hashToken(email, token);
  const matches = (stored: string | null) => stored === hashed || stored === `pkce_${hashed}`;
  const account = type === "email_change" ? await findChanging(sql, hashed) : await findByEmail(sql, email);
  if (!account) throw expired;
  if (account.is_banned) throw banned();
  const kind = kindOf(type, account, matches);
  if (!kind?.stored || isExpired(kind.sentAt, settings)) throw expired;
  return { account, tokenHash: kind.stored, type: kind.type };
}

async function findChanging(sql: Door["sql"], hashed: string): Promise<Account | undefined> {
  const both = [hashed, `pkce_${hashed}`];
  const [account] = await findAccounts(
    sql,
    sql`where account.email_change_token_current in ${sql(both)} or account.email_change_token_new in ${sql(both)}`,
  );
  return account;
}

type Kind = Pick<Found, "type"> & { stored: string | null; sentAt: string | null };

/** Which of an account's tokens a request of this type means; `email` means either of two. */
function kindOf(
  type: string,
  account: Account,
  matches: (stored: string | null) => boolean,
): Kind | undefined {
  const confirmation: Kind = {
    type: "signup",
    stored: account.confirmation_token,
    sentAt: account.confirmation_sent_at,
  };
  const recovery: Kind = {
    type: "recovery",
    stored: account.recovery_token,
    sentAt: account.recovery_sent_at,
  };
  const change = (stored: string | null): Kind => ({
    type: "email_change",
    stored,
    sentAt: account.email_change_sent_at,
  });
  const meant: Record<string, Kind[]> = {
    signup: [confirmation],
    invite: [confirmation],
    recovery: [recovery],
    magiclink: [recovery],
    email: [confirmation, recovery],
    email_change: [change(account.email_change_token_current), change(account.email_change_token_new)],
  };
  return meant[type]?.find(({ stored }) => stored && matches(stored));
}
