"use server";
import { refresh } from "next/cache";
import { supabaseForReader } from "@/lib/supabase/server";
import { type Refusal, refusalOf } from "../refusal";
import { type Change, changeSchema } from "./schema";

/** Moves, promotes, demotes, deactivates or reactivates a person, with the rights of who asks for it. */
export async function changePerson(input: Change): Promise<{ ok: true } | Refusal> {
  const parsed = changeSchema.safeParse(input);
  if (!parsed.success) return { ok: false, code: "invalid" };
  if (await isElsewhere(parsed.data)) return { ok: false, code: "moved" };
  const { error, status } = await call(parsed.data);
  if (error) return refusalOf(error, status, `changePerson ${parsed.data.act}`);
  refresh();
  return { ok: true };
}

/** Whether somebody was moved since the organiser looked: what was agreed to then was another move. */
async function isElsewhere(change: Change): Promise<boolean> {
  if (change.act !== "move") return false;
  const supabase = await supabaseForReader();
  const { data } = await supabase.from("users").select("role, team_id").eq("id", change.person).maybeSingle();
  return data?.role === "member" && data.team_id !== change.from && data.team_id !== change.team;
}

async function call(change: Change) {
  const supabase = await supabaseForReader();
  const { person } = change;
  switch (change.act) {
    case "move":
      return supabase.rpc("move_person", { person, team: change.team });
    case "promote":
      return supabase.rpc("promote_person", { person });
    case "demote":
      return supabase.rpc("demote_person", { person, team: change.team });
    case "deactivate":
      return supabase.rpc("deactivate_person", { person });
    case "reactivate":
      return supabase.rpc("reactivate_person", { person });
  }
}
