import "server-only";
import { cache } from "react";
import { z } from "zod";
import { type Failure, failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import { readTasks } from "../queries";
import type { AskedAlready, Requirement } from "./schema";

type Answer<T> = { ok: true; value: T } | Failure;

/** What is asked of several teams, as an organiser may see it; not found is also what was withdrawn. Read once a request. */
export const readRequirement = cache(
  async (id: string): Promise<Answer<Requirement & { createdBy: string; createdAt: string }>> => {
    if (!z.uuid().safeParse(id).success) return { ok: false, code: "not_found" };
    const supabase = await supabaseForReader();
    const { data, error, status } = await supabase
      .from("requirements")
      .select("id, title, description, due_at, revision, created_by, created_at")
      .eq("id", id)
      .is("withdrawn_at", null)
      .maybeSingle();
    if (error) return failureOf(error, status, "requirements");
    if (!data) return { ok: false, code: "not_found" };
    const { due_at: dueAt, created_by: createdBy, created_at: createdAt, ...row } = data;
    return { ok: true, value: { ...row, dueAt, createdBy, createdAt } };
  },
);

/** What is asked under an id that was thought to be new. */
export async function readAskedAlready(id: string): Promise<Answer<AskedAlready>> {
  const [requirement, tasks] = await Promise.all([readRequirement(id), readTasks({ requirement: id })]);
  if (!requirement.ok) return requirement;
  if (!tasks.ok) return tasks;
  const { title, dueAt } = requirement.value;
  const teams = tasks.value.map(({ team }) => ({ id: team.id, name: team.name }));
  return { ok: true, value: { id, title, dueAt, teams } };
}

/** What a list to copy from holds. */
export type CopySource = { id: string; title: string; dueAt: string };

/** PostgREST gives no more rows than this at once (config.toml, max_rows). */
const MOST = 1000;

/** Everything that is asked, by deadline: the newest thousand, should there ever be more. */
export async function listRequirements(): Promise<Answer<CopySource[]>> {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase
    .from("requirements")
    .select("id, title, due_at")
    .is("withdrawn_at", null)
    .order("due_at", { ascending: false })
    .order("id")
    .limit(MOST);
  if (error) return failureOf(error, status, "requirements");
  return {
    ok: true,
    value: data.map(({ due_at: dueAt, ...row }) => ({ ...row, dueAt })).toReversed(),
  };
}
