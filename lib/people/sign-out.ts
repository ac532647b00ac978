import "server-only";
import { supabaseForSession } from "@/lib/supabase/server";

/** Ends this browser's session; other devices stay signed in. */
export async function signOut(): Promise<void> {
  const supabase = await supabaseForSession();
  const { error } = await supabase.auth.signOut({ scope: "local" });
  // The cookies are gone all the same; an unreachable Auth only keeps a refresh token that nobody holds any more.
  if (error) console.error(`sign-out: ${error.status} ${error.message}`);
}
