import type { TestDatabase } from "../../support/database.ts";

export type Entry = {
  actor_id: string | null;
  act: string;
  subject_id: string | null;
  team_id: string | null;
  details: Record<string, unknown>;
};

/** What the audit trail gained while `work` ran, in its order. */
export async function recordedDuring(
  { admin }: TestDatabase,
  work: () => Promise<unknown>,
): Promise<Entry[]> {
  const [last] = await admin<{ id: string }[]>`select coalesce(max(id), 0) as id from public.audit_log`;
  await work();
  const entries = await admin<Entry[]>`
    select actor_id, act, subject_id, team_id, details from public.audit_log where id > ${last?.id ?? 0} order by id`;
  return [...entries];
}
