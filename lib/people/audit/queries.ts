import "server-only";
import { type Failure, failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import { type AuditEntry, type AuditQuery, auditEntrySchema } from "./schema";

const PAGE = 50;
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** A page of what was done, the newest first, and where the next one begins: null when there is none. */
export type AuditPage = { entries: AuditEntry[]; older: string | null };

/** What an organiser may read of it: of one person (as who did it, or whom it was done to), of one team, or all. */
export async function readAudit({
  person,
  team,
  before,
}: AuditQuery): Promise<{ ok: true; value: AuditPage } | Failure> {
  const supabase = await supabaseForReader();
  const query = supabase.from("audit_log").select("id, at, actor_id, act, subject_id, team_id, details");
  if (person) query.or(`subject_id.eq.${person},actor_id.eq.${person}`);
  if (team) {
    const { data: one } = await supabase.from("teams").select("id").eq("code", team).maybeSingle();
    // Whoever was moved away belongs to the trail of the team that they left, too.
    query.or(`team_id.eq.${one?.id ?? NOBODY},details->team->>from.eq.${team}`);
  }
  if (before) {
    const [at = "", id = ""] = before.split("_");
    query.or(`at.lt."${at}",and(at.eq."${at}",id.lt.${id})`);
  }
  const { data, error, status } = await query
    .order("at", { ascending: false })
    .order("id", { ascending: false })
    .limit(PAGE + 1);
  if (error) return failureOf(error, status, "audit_log");
  const entries = auditEntrySchema.array().parse(data.slice(0, PAGE));
  const last = entries.at(-1);
  return {
    ok: true,
    value: { entries, older: data.length > PAGE && last ? `${last.at}_${last.id}` : null },
  };
}
