"use server";
import { refresh } from "next/cache";
import { changesOf, conflictsOf, holds } from "@/lib/http/edit";
import { type FailureCode, failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import { intervalOf } from "./leads";
import { readTournament } from "./queries";
import { type Tournament, type TournamentEdit, tournamentEditSchema, tournamentSchema } from "./schema";

const NOTHING_TO_WRITE = { error: null, status: 204 };

type Field = keyof Tournament;

/** What was not saved, and why: something misspelt, somebody who was quicker, or a failure. */
export type TournamentRefusal =
  | { ok: false; code: "misspelt"; fields: Field[] }
  | { ok: false; code: "changed"; now: Tournament }
  | { ok: false; code: FailureCode };

/** Changes what an edit changes of the tournament, unless somebody else has changed the same meanwhile. Gives what holds now. */
export async function editTournament(
  input: TournamentEdit,
): Promise<{ ok: true; now: Tournament } | TournamentRefusal> {
  const parsed = tournamentEditSchema.safeParse(input);
  if (!parsed.success) {
    const known = tournamentSchema.keyof().options;
    const fields = known.filter((field) => parsed.error.issues.some(({ path }) => path[1] === field));
    return fields.length > 0 ? { ok: false, code: "misspelt", fields } : { ok: false, code: "invalid" };
  }
  const edit = parsed.data;
  const changed = changesOf(edit);

  const supabase = await supabaseForReader();
  const update = supabase.from("tournament").update(columnsOf(edit.after, changed)).eq("id", true);
  const { name, venue, timeZone, leads } = edit.before;
  if (changed.includes("name")) update.eq("name", name);
  if (changed.includes("venue")) update.eq("venue", venue);
  if (changed.includes("timeZone")) update.eq("time_zone", timeZone);
  // Intervals are equal when they last as long, however they are written.
  if (changed.includes("leads"))
    update.filter("reminder_leads", "eq", `{${leads.map((lead) => `"${lead} minutes"`)}}`);
  const { error, status } = changed.length > 0 ? await update.select("id") : NOTHING_TO_WRITE;
  if (error) return { ok: false, code: failureOf(error, status, "editTournament").code };
  const now = await readTournament();
  if (!now.ok) return { ok: false, code: now.code };
  if (!holds(edit, now.value)) {
    const isChanged = conflictsOf(edit, now.value).length > 0;
    // Nobody else has changed it, and yet nothing was written: the right to do so is gone.
    return isChanged ? { ok: false, code: "changed", now: now.value } : { ok: false, code: "forbidden" };
  }
  refresh();
  return { ok: true, now: now.value };
}

/** Only what is changed: the rest is somebody else's to change at the same time. */
function columnsOf({ name, venue, timeZone, leads }: Tournament, changed: Field[]) {
  return {
    ...(changed.includes("name") && { name }),
    ...(changed.includes("venue") && { venue }),
    ...(changed.includes("timeZone") && { time_zone: timeZone }),
    ...(changed.includes("leads") && { reminder_leads: leads.map(intervalOf) }),
  };
}
