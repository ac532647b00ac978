import "server-only";
import { createClient } from "@supabase/supabase-js";
import { followedByWork } from "./after-write";
import type { Database } from "./database.types";
import { supabaseAddress, supabaseSecretKey } from "./environment";
import { limitedFetch } from "./limited-fetch";

/**
 * A client with the secret key: past every right, and nobody's session. Only for Auth's mails and accounts, and for files:
 * what is inside them the site alone can tell, and it alone gives addresses to read them; and for what nobody asks for, but the
 * scheduler; whatever Postgres can decide is asked as the person who wants it (./server).
 */
export function supabaseForService() {
  return createClient<Database>(supabaseAddress().url, supabaseSecretKey(), {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: followedByWork(limitedFetch) },
  });
}
