"use server";
import type { PostgrestError } from "@supabase/supabase-js";
import { refresh } from "next/cache";
import { z } from "zod";
import { type Stored, writeEdit } from "@/lib/http/edit";
import { supabaseForReader } from "@/lib/supabase/server";
import { readTask } from "../queries";
import { readAskedAlready, readRequirement } from "./queries";
import { type Misspelt, misspelt, type RequirementRefusal, refusalOf } from "./refusal";
import {
  type AskedAlready,
  type Copy,
  copySchema,
  type MoreTeams,
  moreTeamsSchema,
  type NewRequirement,
  newRequirementSchema,
  type OwnDue,
  ownDueSchema,
  type RequirementEdit,
  type RequirementFields,
  requirementEditSchema,
  type SeenDue,
} from "./schema";

type Written = { error: PostgrestError | null; status: number };

/** What was not asked, and why: something misspelt, an earlier try that asked something else, or a refusal. */
export type AskAnswer =
  | { ok: true }
  | Misspelt
  | { ok: false; code: "asked_already"; asked: AskedAlready }
  | RequirementRefusal;

/** What was not saved, and why: something misspelt, somebody who was quicker, or a refusal. */
export type EditAnswer =
  | { ok: true }
  | Misspelt
  | { ok: false; code: "changed"; now: RequirementFields; revision: number }
  | RequirementRefusal;

export type Answer = { ok: true } | RequirementRefusal;

/** `changed`: somebody else has given it another deadline meanwhile. */
export type DueAnswer = { ok: true } | { ok: false; code: "changed"; now: SeenDue } | RequirementRefusal;

/** Asks teams for something. The same id again asks nobody twice: how a lost answer is asked for anew. */
export async function askTeams(input: NewRequirement): Promise<AskAnswer> {
  const parsed = newRequirementSchema.safeParse(input);
  if (!parsed.success) return misspelt(parsed.error);
  const { id, title, description, dueAt, teams, assignee } = parsed.data;
  const supabase = await supabaseForReader();
  const { error, status } = await supabase.rpc("ask_teams", {
    requirement_id: id,
    title,
    description,
    due_at: dueAt,
    teams,
    ...(assignee && { assignee }),
  });
  if (error) {
    const refused = refusalOf(error, status, "askTeams");
    return refused.code === "id_taken" ? alreadyAsked(id) : refused;
  }
  refresh();
  return { ok: true };
}

/** An earlier try has asked something else under this id: what it was, that nobody need guess. */
async function alreadyAsked(id: string): Promise<AskAnswer> {
  const asked = await readAskedAlready(id);
  if (asked.ok) return { ok: false, code: "asked_already", asked: asked.value };
  return { ok: false, code: asked.code === "not_found" ? "withdrawn" : "id_taken" };
}

/** Asks further teams for the same. Those that are asked already keep what they have. */
export async function askMoreTeams(input: MoreTeams): Promise<Answer> {
  const parsed = moreTeamsSchema.safeParse(input);
  if (!parsed.success) return { ok: false, code: "no_teams" };
  const supabase = await supabaseForReader();
  return answered(
    await supabase.rpc("ask_more_teams", {
      requirement_id: parsed.data.id,
      teams: parsed.data.teams,
    }),
    "askMoreTeams",
  );
}

/** Changes what is asked of every team that it is asked of. What others have changed elsewhere in it meanwhile stays. */
export async function editRequirement(input: RequirementEdit): Promise<EditAnswer> {
  const supabase = await supabaseForReader();
  return edit(input, {
    write: (id, revision, { title, description, dueAt }) =>
      supabase.rpc("edit_requirement", {
        requirement_id: id,
        seen_revision: revision,
        title,
        description,
        due_at: dueAt,
      }),
    read: readRequirement,
  });
}

/** Changes what one team alone is asked for. */
export async function editTask(input: RequirementEdit): Promise<EditAnswer> {
  const supabase = await supabaseForReader();
  return edit(input, {
    write: (id, revision, { title, description, dueAt }) =>
      supabase.rpc("edit_task", {
        task_id: id,
        seen_revision: revision,
        title,
        description,
        due_at: dueAt,
      }),
    read: readTask,
  });
}

/** Somebody else's change of another field is kept, and the edit put on top of it. */
async function edit(
  input: RequirementEdit,
  door: {
    write(id: string, revision: number, fields: RequirementFields): PromiseLike<Written>;
    read(
      id: string,
    ): Promise<{ ok: true; value: RequirementFields & { revision: number } } | RequirementRefusal>;
  },
): Promise<EditAnswer> {
  const parsed = requirementEditSchema.safeParse(input);
  if (!parsed.success) return misspelt(parsed.error);
  const { id, ...begun } = parsed.data;
  return writeEdit<RequirementFields, { ok: true }, RequirementRefusal>(begun, {
    async write({ after }, revision) {
      const { error, status } = await door.write(id, revision, after);
      if (error) return refusalOf(error, status, "edit");
      refresh();
      return { ok: true };
    },
    async read(): Promise<Stored<RequirementFields> | RequirementRefusal> {
      const now = await door.read(id);
      if (!now.ok) return now;
      const { title, description, dueAt, revision } = now.value;
      // One instant can be written in more ways than one.
      const wanted = begun.after.dueAt;
      const isSame = Date.parse(wanted) === Date.parse(dueAt);
      return { ok: true, revision, fields: { title, description, dueAt: isSame ? wanted : dueAt } };
    },
  });
}

/** Gives one team another deadline than the others have, or theirs again. What somebody else has given it meanwhile stays. */
export async function setTaskDue(input: OwnDue): Promise<DueAnswer> {
  const parsed = ownDueSchema.safeParse(input);
  if (!parsed.success) return { ok: false, code: "invalid" };
  const { id, seenDueAt, dueAt } = parsed.data;
  const supabase = await supabaseForReader();
  const answer = answered(
    await supabase.rpc("set_task_due", {
      task_id: id,
      seen_due: seenDueAt,
      // Null is what says that it follows the others; the generated types know of none.
      due_at: dueAt as string,
    }),
    "setTaskDue",
  );
  if (answer.ok || answer.code !== "edited_meanwhile") return answer;
  const task = await readTask(id);
  if (!task.ok) return task;
  refresh();
  return { ok: false, code: "changed", now: { dueAt: task.value.dueAt, hasOwnDue: task.value.hasOwnDue } };
}

/** Asks it of nobody any more. A second time changes nothing. */
export async function withdrawRequirement(id: string): Promise<Answer> {
  if (!z.uuid().safeParse(id).success) return { ok: false, code: "invalid" };
  const supabase = await supabaseForReader();
  const { error, status } = await supabase.rpc("withdraw_requirement", { requirement_id: id });
  // Its page is not rendered anew: there is none any more, and who withdraws goes elsewhere.
  return error ? refusalOf(error, status, "withdrawRequirement") : { ok: true };
}

/** Asks it of one team no more. A second time changes nothing. */
export async function withdrawTask(id: string): Promise<Answer> {
  if (!z.uuid().safeParse(id).success) return { ok: false, code: "invalid" };
  const supabase = await supabaseForReader();
  const { error, status } = await supabase.rpc("withdraw_task", { task_id: id });
  return error ? refusalOf(error, status, "withdrawTask") : { ok: true };
}

/** Asks again what was asked before, with other dates. The same ids again ask nobody twice. */
export async function copyRequirements(input: Copy): Promise<Answer> {
  const parsed = copySchema.safeParse(input);
  if (!parsed.success) return { ok: false, code: "invalid" };
  const { copies, shiftDays, teams } = parsed.data;
  const supabase = await supabaseForReader();
  return answered(
    await supabase.rpc("copy_requirements", {
      sources: copies.map(({ source }) => source),
      new_ids: copies.map(({ id }) => id),
      shift_days: shiftDays,
      teams,
    }),
    "copyRequirements",
  );
}

function answered({ error, status }: Written, context: string): Answer {
  if (error) return refusalOf(error, status, context);
  refresh();
  return { ok: true };
}
