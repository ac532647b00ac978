import { createServerClient } from "@supabase/ssr";
import type { SupabaseClient } from "@supabase/supabase-js";
import type { NextRequest, NextResponse } from "next/server";
import { claimsOf } from "./claims";
import type { Database } from "./database.types";
import type { SupabaseAddress } from "./environment";
import { isAuthUnavailable } from "./failure";
import { limitedFetch } from "./limited-fetch";
import { sessionCookie } from "./session-cookie";

/**
 * Remembers that a session ended by itself: the first request that notices may be one in the background, and the
 * person learns it from the next page.
 */
const ENDED_COOKIE = "rinkside-ended";

/** `unknown`: the session should be renewed, and Auth cannot be reached. */
export type SessionState = "none" | "alive" | "ended" | "unknown";

type Found = Pick<RenewedSession, "state" | "personId">;

export type RenewedSession = {
  supabase: SupabaseClient<Database>;
  state: SessionState;
  /** Whose session it says it is, unverified: good only to tell that it is not another's. */
  personId: string | null;
  /** Writes what changed to the answer's cookies. Call it last, with what the session turned out to be. */
  applyTo(response: NextResponse, state: SessionState): void;
};

/**
 * Renews the session of a request that is about to end, here and nowhere else: a refresh token counts once. What runs
 * after the middleware finds the new cookies on the request.
 */
export async function renewSession(request: NextRequest, address: SupabaseAddress): Promise<RenewedSession> {
  const cookieOptions = sessionCookie(request.headers.get("x-forwarded-proto"));
  const brought = request.cookies.getAll().some(({ name }) => name.startsWith(cookieOptions.name));
  const toldEnded = request.cookies.has(ENDED_COOKIE);
  const written: { name: string; value: string; options: object }[] = [];
  const cacheHeaders: Record<string, string> = {};

  const supabase = createServerClient<Database>(address.url, address.publishableKey, {
    cookieOptions,
    cookies: {
      getAll: () => request.cookies.getAll(),
      setAll: (changed, headers) => {
        for (const cookie of changed) request.cookies.set(cookie.name, cookie.value);
        written.push(...changed);
        Object.assign(cacheHeaders, headers);
      },
    },
    global: { fetch: limitedFetch },
  });

  const found: Found = brought
    ? await look(supabase)
    : { state: toldEnded ? "ended" : "none", personId: null };
  return {
    supabase,
    ...found,
    applyTo(response, state) {
      for (const { name, value, options } of written) response.cookies.set(name, value, options);
      for (const [name, value] of Object.entries(cacheHeaders)) response.headers.set(name, value);
      // It replaces what the route says, and that may be a stream of events: whoever compresses collects first.
      if (response.headers.has("Cache-Control")) response.headers.append("Cache-Control", "no-transform");
      if (state === "ended" && !toldEnded)
        response.cookies.set(ENDED_COOKIE, "1", { ...cookieOptions, name: ENDED_COOKIE });
      if (state === "alive" && toldEnded) response.cookies.delete(ENDED_COOKIE);
    },
  };
}

async function look(supabase: SupabaseClient<Database>): Promise<Found> {
  const { data, error } = await supabase.auth.getSession();
  if (data.session) return { state: "alive", personId: claimsOf(data.session.access_token)?.sub ?? null };
  return { state: error && isAuthUnavailable(error) ? "unknown" : "ended", personId: null };
}
