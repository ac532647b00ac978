import "server-only";
import { createServerClient, type SetAllCookies } from "@supabase/ssr";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import { followedByWork } from "./after-write";
import { claimsOf } from "./claims";
import type { Database } from "./database.types";
import { supabaseAddress } from "./environment";
import { isAuthUnavailable } from "./failure";
import { limitedFetch } from "./limited-fetch";
import { sessionCookie } from "./session-cookie";

async function createClient(setAll: SetAllCookies) {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const { url, publishableKey } = supabaseAddress();
  return createServerClient<Database>(url, publishableKey, {
    cookieOptions: sessionCookie(head.get("x-forwarded-proto")),
    cookies: { getAll: () => jar.getAll(), setAll },
    global: { fetch: followedByWork(limitedFetch) },
  });
}

/**
 * A client that reads and writes as the person of this request. It never writes cookies: the middleware alone
 * refreshes a session, because a refresh token counts once and two refreshes would race.
 * @throws when the session is due for renewal and Auth cannot be reached
 */
export const supabaseForReader = cache(async () => {
  const supabase = await createClient(() => undefined);
  const { error } = await supabase.auth.getSession();
  // A session that could not be renewed is not one that has ended: nobody must be told to sign in again.
  if (error && isAuthUnavailable(error)) throw new Error(`Auth cannot be reached: ${error.message}`);
  return supabase;
});

/** A client whose sign-in and sign-out reach the browser's cookies: for server actions that begin or end a session. */
export async function supabaseForSession() {
  const jar = await cookies();
  return createClient((changed) => {
    for (const { name, value, options } of changed) jar.set(name, value, options);
  });
}

/** The reader's access token and whose it says it is. Postgres verifies it with every call; here it is only passed on. */
export async function readerToken(): Promise<{
  accessToken: string;
  userId: string;
  expiresAt: number;
} | null> {
  const supabase = await supabaseForReader();
  const { data } = await supabase.auth.getSession();
  const token = data.session?.access_token;
  if (!token) return null;
  const claims = claimsOf(token);
  if (!claims) return null;
  return { accessToken: token, userId: claims.sub, expiresAt: claims.exp };
}
