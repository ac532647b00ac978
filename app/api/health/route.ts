import { json } from "@/lib/http/route";
import { supabaseAddress } from "@/lib/supabase/environment";

/** 200 when this server and its Supabase answer, 503 otherwise. For whoever watches a deployment. */
export async function GET() {
  const { url, publishableKey } = supabaseAddress();
  const reachable = await fetch(`${url}/auth/v1/health`, {
    headers: { apikey: publishableKey },
    signal: AbortSignal.timeout(5_000),
  }).then(
    (response) => response.ok,
    () => false,
  );
  return json({ ok: reachable, supabase: reachable ? "reachable" : "unreachable" }, reachable ? 200 : 503);
}
