"use server";
import { refresh } from "next/cache";
import { z } from "zod";
import { changesOf, conflictsOf, holds } from "@/lib/http/edit";
import { type FailureCode, failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import { type NewTeam, newTeamSchema, type TeamEdit, type TeamFields, teamEditSchema } from "./schema";

const COLUMNS = {
  name: "name",
  timeZone: "time_zone",
  primaryColour: "primary_colour",
  secondaryColour: "secondary_colour",
} as const satisfies Record<keyof TeamFields, string>;

type Field = keyof NewTeam;

/** What was not done, and why: something misspelt, a code that is taken, somebody who was quicker, or a failure. */
export type TeamRefusal =
  | { ok: false; code: "misspelt"; fields: Field[] }
  | { ok: false; code: "code_taken"; name: string | null }
  | { ok: false; code: "changed"; now: TeamFields }
  | { ok: false; code: FailureCode };

/** Adds a team, with the rights of who asks for it. */
export async function createTeam(input: NewTeam): Promise<{ ok: true } | TeamRefusal> {
  const parsed = newTeamSchema.safeParse(input);
  if (!parsed.success) return misspelt(parsed.error);
  const supabase = await supabaseForReader();
  const { code, ...fields } = parsed.data;
  const { error, status } = await supabase.from("teams").insert({ code, ...columnsOf(fields) });
  if (error?.code === "23505") {
    const { data } = await supabase.from("teams").select("name").eq("code", code).maybeSingle();
    return { ok: false, code: "code_taken", name: data?.name ?? null };
  }
  if (error) return failed(error, status, "createTeam");
  refresh();
  return { ok: true };
}

/** Changes what an edit changes of a team, unless somebody else has changed the same meanwhile. */
export async function editTeam(input: TeamEdit): Promise<{ ok: true } | TeamRefusal> {
  const parsed = teamEditSchema.safeParse(input);
  if (!parsed.success) return misspelt(parsed.error);
  const { id, ...edit } = parsed.data;
  const changed = changesOf(edit);
  if (changed.length === 0) return { ok: true };
  const supabase = await supabaseForReader();
  const values: Partial<Record<(typeof COLUMNS)[keyof TeamFields], string>> = {};
  for (const field of changed) values[COLUMNS[field]] = edit.after[field];
  const update = supabase.from("teams").update(values).eq("id", id);
  for (const field of changed) update.eq(COLUMNS[field], edit.before[field]);
  const { data, error, status } = await update.select("id");
  if (error) return failed(error, status, "editTeam");
  if (data.length === 0) {
    const now = await readTeam(id);
    if (!now.ok) return now;
    if (conflictsOf(edit, now.value).length > 0) return { ok: false, code: "changed", now: now.value };
    // Nobody else has changed it, and yet nothing was written: the right to do so is gone.
    if (!holds(edit, now.value)) return { ok: false, code: "forbidden" };
  }
  refresh();
  return { ok: true };
}

const archivingSchema = z.object({ id: z.uuid(), isArchived: z.boolean() });

/** Archives a team, or brings it back. A second time changes nothing. */
export async function archiveTeam(
  input: z.infer<typeof archivingSchema>,
): Promise<{ ok: true } | { ok: false; code: FailureCode }> {
  const parsed = archivingSchema.safeParse(input);
  if (!parsed.success) return { ok: false, code: "invalid" };
  const { id, isArchived } = parsed.data;
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase
    .from("teams")
    // The time is the database's own, whatever is sent.
    .update({ archived_at: isArchived ? new Date().toISOString() : null })
    .eq("id", id)
    .select("id");
  if (error) return failed(error, status, "archiveTeam");
  if (data.length === 0) return { ok: false, code: "forbidden" };
  refresh();
  return { ok: true };
}

function columnsOf(fields: TeamFields) {
  return {
    name: fields.name,
    time_zone: fields.timeZone,
    primary_colour: fields.primaryColour,
    secondary_colour: fields.secondaryColour,
  };
}

async function readTeam(
  id: string,
): Promise<{ ok: true; value: TeamFields } | { ok: false; code: FailureCode }> {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase
    .from("teams")
    .select("name, time_zone, primary_colour, secondary_colour")
    .eq("id", id)
    .maybeSingle();
  if (error) return failed(error, status, "readTeam");
  if (!data) return { ok: false, code: "not_found" };
  return {
    ok: true,
    value: {
      name: data.name,
      timeZone: data.time_zone,
      primaryColour: data.primary_colour,
      secondaryColour: data.secondary_colour,
    },
  };
}

function failed(...args: Parameters<typeof failureOf>): { ok: false; code: FailureCode } {
  return { ok: false, code: failureOf(...args).code };
}

function misspelt(error: z.ZodError): TeamRefusal {
  const known = newTeamSchema.keyof().options;
  const fields = known.filter((field) => error.issues.some(({ path }) => path.at(-1) === field));
  return fields.length > 0 ? { ok: false, code: "misspelt", fields } : { ok: false, code: "invalid" };
}
