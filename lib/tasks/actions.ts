"use server";
import { refresh } from "next/cache";
import { readerToken, supabaseForReader } from "@/lib/supabase/server";
import { readTask } from "./queries";
import { refusalOf, type TaskRefusal } from "./refusal";
import {
  type Assignment,
  assignmentSchema,
  type NewComment,
  newCommentSchema,
  type StatusChange,
  statusChangeSchema,
} from "./schema";

/** `quicker`: somebody else has completed it already, and when. */
export type StatusAnswer = { ok: true; quicker: { name: string; at: string } | null } | TaskRefusal;

/** Completes a task, or opens it again. What somebody else has done already stays as they did it. */
export async function setTaskStatus(input: StatusChange): Promise<StatusAnswer> {
  const parsed = statusChangeSchema.safeParse(input);
  if (!parsed.success) return { ok: false, code: "invalid" };
  const { id, isCompleted } = parsed.data;
  const [supabase, reader] = await Promise.all([supabaseForReader(), readerToken()]);
  const { data, error, status } = await supabase
    .from("tasks")
    .update({ status: isCompleted ? "completed" : "open" })
    .eq("id", id)
    .eq("status", isCompleted ? "open" : "completed")
    .select("id");
  if (error) return refusalOf(error, status, "setTaskStatus");
  refresh();
  if (data.length > 0) return { ok: true, quicker: null };

  // Nothing was left to change, or nothing is within reach.
  const [task, completion] = await Promise.all([
    readTask(id),
    supabase.from("tasks").select("completed_by").eq("id", id).maybeSingle(),
  ]);
  if (!task.ok) return task;
  const { completedAt: at, completedByName: name } = task.value;
  if (task.value.isCompleted !== isCompleted) return { ok: false, code: "conflict" };
  const isOwn = completion.data?.completed_by === reader?.userId;
  return { ok: true, quicker: at && name && !isOwn ? { name, at } : null };
}

/** `changed`: somebody else has chosen another person meanwhile (null: nobody). */
export type AssignmentAnswer =
  | { ok: true }
  | { ok: false; code: "changed"; now: { id: string; name: string } | null }
  | TaskRefusal;

/** Makes one of the team's people responsible for a task, or nobody. */
export async function assignTask(input: Assignment): Promise<AssignmentAnswer> {
  const parsed = assignmentSchema.safeParse(input);
  if (!parsed.success) return { ok: false, code: "invalid" };
  const { id, before, after } = parsed.data;
  if (before === after) return { ok: true };
  const supabase = await supabaseForReader();
  const update = supabase.from("tasks").update({ assignee_id: after }).eq("id", id);
  const { data, error, status } = await (before === null
    ? update.is("assignee_id", null)
    : update.eq("assignee_id", before)
  ).select("id");
  if (error) return refusalOf(error, status, "assignTask");
  refresh();
  if (data.length > 0) return { ok: true };
  const task = await readTask(id);
  if (!task.ok) return task;
  const now = task.value.assignee;
  return (now?.id ?? null) === after ? { ok: true } : { ok: false, code: "changed", now };
}

/** Adds a comment to a task. The same id again adds nothing: how a lost answer is asked for anew. */
export async function commentTask(input: NewComment): Promise<{ ok: true } | TaskRefusal> {
  const parsed = newCommentSchema.safeParse(input);
  if (!parsed.success) return { ok: false, code: "invalid" };
  const { id, taskId, content } = parsed.data;
  const [supabase, reader] = await Promise.all([supabaseForReader(), readerToken()]);
  if (!reader) return { ok: false, code: "signed_out" };
  const { error, status } = await supabase
    .from("task_comments")
    .insert({ id, task_id: taskId, author_id: reader.userId, content });
  if (error) return refusalOf(error, status, "commentTask");
  refresh();
  return { ok: true };
}
