import "server-only";
import { type Failure, failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import type { ConversationExport } from "./export/schema";
import { verify } from "./export/verify";

/**
 * The whole log of a conversation, which Postgres writes, seals and records (migration export_conversation). It is verified
 * before anybody gets it: a file that its own verifier refuses would be worse than none.
 */
export async function exportConversation(
  teamId: string,
): Promise<{ ok: true; value: { json: string; document: ConversationExport } } | Failure> {
  const supabase = await supabaseForReader();
  const { data: json, error, status } = await supabase.rpc("export_conversation", { team: teamId });
  if (error) return failureOf(error, status, "export_conversation");
  const { document, findings } = verify(Buffer.from(json, "utf8"));
  if (document && findings.length === 0) return { ok: true, value: { json, document } };
  console.error("export_conversation: an export that does not verify", findings.slice(0, 5));
  return { ok: false, code: "unavailable" };
}
