import "server-only";
import { failed, json } from "@/lib/http/route";
import type { FailureCode } from "@/lib/supabase/failure";
import type { DocumentRefusal, DocumentRefusalCode } from "./refusal";

const STATUS: Record<Exclude<DocumentRefusalCode, FailureCode | "unreadable">, number> = {
  name: 422,
  kind: 422,
  empty: 422,
  too_large: 413,
  lie: 422,
  too_many: 409,
  team: 404,
  task: 404,
  team_archived: 403,
  withdrawn: 409,
  deleted: 409,
  gone: 409,
  not_yours: 403,
  too_late: 403,
};

/** The answer to a file that was not taken: `{ error: code }` with the fitting status. */
export function refusalResponse(refusal: DocumentRefusal) {
  const { code, retryAfterSeconds } = refusal;
  if (code in STATUS) return json({ error: code }, STATUS[code as keyof typeof STATUS]);
  if (code === "too_fast") return json({ error: code, retryAfterSeconds }, 429);
  return failed({ code: code as FailureCode });
}
