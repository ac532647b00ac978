import "server-only";
import { createClient } from "@supabase/supabase-js";
import type { Database } from "./database.types";
import { supabaseAddress } from "./environment";
import { limitedFetch } from "./limited-fetch";

/**
 * A client beside the reader's session, which is neither read nor touched: to ask Auth for a mail, or to prove something
 * before a session begins. What it signs in, nobody keeps.
 */
export function supabaseApart() {
  const { url, publishableKey } = supabaseAddress();
  return createClient<Database>(url, publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: limitedFetch },
  });
}
