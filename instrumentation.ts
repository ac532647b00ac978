/** Before the first request: an environment that is incomplete stops the start with a sentence, not a page later. */
export async function register() {
  const { supabaseAddress } = await import("@/lib/supabase/environment");
  supabaseAddress();
}
