import "server-only";
import { type Failure, failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import type { Replies, Reply } from "./schema";

type Answer<T> = { ok: true; value: T } | Failure;

/** The canned replies by title; none for whoever is no organiser. */
export async function listReplies(): Promise<Answer<Reply[]>> {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase
    .from("canned_replies")
    .select("id, title, shortcut, content, revision")
    .order("title")
    .order("id");
  if (error) return failureOf(error, status, "canned_replies");
  return { ok: true, value: data.map((reply) => ({ ...reply, shortcut: reply.shortcut ?? "" })) };
}

/** The canned replies, and what they say in a team's conversation. */
export async function readReplies(teamId: string, now: Date): Promise<Answer<Replies>> {
  const supabase = await supabaseForReader();
  const [replies, team, writer, task] = await Promise.all([
    listReplies(),
    supabase.from("teams").select("time_zone").eq("id", teamId).maybeSingle(),
    supabase
      .from("chat_messages")
      .select("sender_name")
      .eq("team_id", teamId)
      .eq("sender_role", "member")
      .is("deleted_at", null)
      .order("seq", { ascending: false })
      .limit(1)
      .maybeSingle(),
    supabase
      .from("tasks")
      .select("due_at")
      .eq("team_id", teamId)
      .eq("status", "open")
      .is("withdrawn_at", null)
      .gt("due_at", now.toISOString())
      .order("due_at")
      .limit(1)
      .maybeSingle(),
  ]);
  if (!replies.ok) return replies;
  for (const { error, status } of [team, writer, task])
    if (error) return failureOf(error, status, "readReplies");
  if (!team.data) return { ok: false, code: "not_found" };
  return {
    ok: true,
    value: {
      replies: replies.value,
      lastWriter: writer.data?.sender_name ?? null,
      nextDueAt: task.data?.due_at ?? null,
      timeZone: team.data.time_zone,
    },
  };
}
