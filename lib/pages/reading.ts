import "server-only";
import { type Failure, failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import type { SeenPage } from "./schema";

/** Notes up to which revision the reader has read a page, and gives it. */
export async function markPageRead({
  id,
  revision,
}: SeenPage): Promise<{ ok: true; value: number } | Failure> {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("mark_page_read", {
    page_id: id,
    seen_revision: revision,
  });
  if (error) return failureOf(error, status, "mark_page_read");
  return { ok: true, value: data };
}
