import "server-only";
import { cache } from "react";
import { z } from "zod";
import { type Failure, failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import type { NextTask } from "./next-task";
import {
  type ListedTask,
  listedTaskSchema,
  type Matrix,
  matrixSchema,
  nextTaskRowSchema,
  type Task,
  taskSchema,
} from "./schema";

type Answer<T> = { ok: true; value: T } | Failure;

/** The tasks that the reader may see, by deadline: a team's own, an organiser's all, or those of one team or requirement. */
export async function readTasks({
  team = null,
  requirement = null,
}: {
  /** Ids. */
  team?: string | null;
  requirement?: string | null;
} = {}): Promise<Answer<ListedTask[]>> {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("task_list", {
    ...(team && { team }),
    ...(requirement && { requirement }),
  });
  if (error) return failureOf(error, status, "task_list");
  return { ok: true, value: z.array(listedTaskSchema).parse(data) };
}

/** A task with its comments and documents; not found is also what is out of the reader's reach. Read once a request. */
export const readTask = cache(async (id: string): Promise<Answer<Task>> => {
  if (!z.uuid().safeParse(id).success) return { ok: false, code: "not_found" };
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("task_page", { task_id: id });
  if (error) return failureOf(error, status, "task_page");
  return data === null ? { ok: false, code: "not_found" } : { ok: true, value: taskSchema.parse(data) };
});

/** Every requirement and how every team stands with it, in one statement. */
export async function readMatrix(): Promise<Answer<Matrix>> {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("requirement_matrix");
  if (error) return failureOf(error, status, "requirement_matrix");
  return { ok: true, value: matrixSchema.parse(data) };
}

/** What the reader's team has to deliver next; null when nothing is left. */
export async function readNextTask(now: Date): Promise<Answer<NextTask>> {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("next_task", { now: now.toISOString() });
  if (error) return failureOf(error, status, "next_task");
  return { ok: true, value: nextTaskRowSchema.parse(data) };
}
