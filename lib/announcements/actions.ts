"use server";
import { refresh } from "next/cache";
import { z } from "zod";
import { failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import { type AnnounceAnswer, type NewAnnouncement, newAnnouncementSchema } from "./schema";

/** What the database refuses by name (the `detail` of its error). */
const named = z.enum(["no_teams", "team", "team_archived", "id_taken"]);

/** Writes to each of these teams, or to none. The same id again writes to nobody twice: how a lost answer is asked for anew. */
export async function announce(input: NewAnnouncement): Promise<AnnounceAnswer> {
  const parsed = newAnnouncementSchema.safeParse(input);
  if (!parsed.success) {
    const isText = parsed.error.issues.some(({ path }) => path[0] === "content");
    return { ok: false, code: isText ? "misspelt" : "no_teams" };
  }
  const { id, content, teams } = parsed.data;
  const supabase = await supabaseForReader();
  const { error, status } = await supabase.rpc("announce", { announcement_id: id, content, teams });
  if (!error) return { ok: true };
  const name = named.safeParse(error.details);
  if (name.success) {
    // A team that has gone is not offered any more.
    if (name.data === "team" || name.data === "team_archived") refresh();
    return { ok: false, code: name.data === "id_taken" ? "announced_already" : name.data };
  }
  const { code } = failureOf(error, status, "announce");
  return { ok: false, code: code === "not_found" || code === "conflict" ? "invalid" : code };
}
