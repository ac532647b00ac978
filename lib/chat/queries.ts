import "server-only";
import type { z } from "zod";
import { type Failure, failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import { groupsOf } from "./mentions/groups";
import { referencesSchema } from "./references/schema";
import {
  conversationListSchema,
  headSchema,
  historySchema,
  type Mentionable,
  readersSchema,
  readingSchema,
} from "./schema";

/** Rows to a page: of the newest messages and of history on the one hand, of changes on the other. */
export const HISTORY_PAGE = 50;
export const CHANGES_PAGE = 200;

type Read<T> = { ok: true; value: T } | Failure;

/** The conversations the reader may open, the newest first. */
export async function listConversations() {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("conversation_list");
  return read(
    "conversation_list",
    conversationListSchema,
    data,
    error && failureOf(error, status, "conversation_list"),
  );
}

/** The newest messages of a conversation with the head they belong to. */
export async function readSnapshot(teamId: string) {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("chat_snapshot", {
    conversation: teamId,
    page_size: HISTORY_PAGE,
  });
  return read("chat_snapshot", readingSchema, data, error && failureOf(error, status, "chat_snapshot"));
}

/** What changed after a revision, at most CHANGES_PAGE rows, with the head. */
export async function readChanges(teamId: string, since: number) {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("chat_changes", {
    conversation: teamId,
    since,
    page_size: CHANGES_PAGE,
  });
  return read("chat_changes", readingSchema, data, error && failureOf(error, status, "chat_changes"));
}

/** How far a conversation has come, both numbers of one moment. */
export async function readHead(teamId: string) {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase
    .from("conversations")
    .select("last_seq, last_revision")
    .eq("team_id", teamId)
    .maybeSingle();
  return read("conversations", headSchema, data, error && failureOf(error, status, "conversations"));
}

/** The page before a place, oldest first. */
export async function readHistory(teamId: string, beforeSeq: number) {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("chat_history", {
    conversation: teamId,
    before_seq: beforeSeq,
    page_size: HISTORY_PAGE,
  });
  return read("chat_history", historySchema, data, error && failureOf(error, status, "chat_history"));
}

/** The page after a place, oldest first. */
export async function readFollowing(teamId: string, afterSeq: number) {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("chat_following", {
    conversation: teamId,
    after_seq: afterSeq,
    page_size: HISTORY_PAGE,
  });
  return read("chat_following", historySchema, data, error && failureOf(error, status, "chat_following"));
}

/** The messages around a place, with the head they belong to. */
export async function readWindow(teamId: string, aroundSeq: number) {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("chat_window", {
    conversation: teamId,
    around_seq: aroundSeq,
    page_size: HISTORY_PAGE,
  });
  return read("chat_window", readingSchema, data, error && failureOf(error, status, "chat_window"));
}

/** Who has seen how much of a conversation. */
export async function readReaders(teamId: string) {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("conversation_readers", { conversation: teamId });
  return read(
    "conversation_readers",
    readersSchema,
    data,
    error && failureOf(error, status, "conversation_readers"),
  );
}

/** What messages of a conversation refer to, as it is now: tasks and documents of its team. */
export async function readReferences(teamId: string, tasks: string[], documents: string[]) {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("chat_references", {
    conversation: teamId,
    tasks,
    documents,
  });
  return read(
    "chat_references",
    referencesSchema,
    data,
    error && failureOf(error, status, "chat_references"),
  );
}

/** A team as the conversation's heading shows it. Unknown and out of reach look the same. */
export async function findTeam(code: string) {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase
    .from("teams")
    .select("id, code, name, primary_colour, secondary_colour")
    .eq("code", code)
    .maybeSingle();
  if (error) return failureOf(error, status, "teams");
  return data ? { ok: true as const, value: data } : { ok: false as const, code: "not_found" as const };
}

/** How far the reader has read; null when they have never been here. */
export async function readCursor(teamId: string, userId: string) {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase
    .from("chat_read_cursors")
    .select("last_read_seq")
    .eq("team_id", teamId)
    .eq("user_id", userId)
    .maybeSingle();
  if (error) return failureOf(error, status, "chat_read_cursors");
  return { ok: true as const, value: data?.last_read_seq ?? null };
}

/** Whom the reader may name in a team's conversation: its people and the organisers by name, and all of either. */
export async function readMentionables(teamId: string, readerId: string): Promise<Read<Mentionable[]>> {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase
    .from("users")
    .select("id, full_name, role")
    .or(`team_id.eq.${teamId},role.eq.admin`)
    .is("deactivated_at", null)
    .neq("id", readerId)
    .order("full_name")
    .order("id");
  if (error) return failureOf(error, status, "users");
  const people = data.map(({ id, full_name, role }) => ({
    id,
    name: full_name,
    kind: role === "admin" ? ("organiser" as const) : ("person" as const),
  }));
  return { ok: true, value: [...people, ...groupsOf(teamId)] };
}

/** A function answers null for what the reader may not see; anything else must have the shape that was agreed. */
function read<T extends z.ZodType>(
  name: string,
  schema: T,
  data: unknown,
  failure: Failure | null,
): Read<z.output<T>> {
  if (failure) return failure;
  if (data === null) return { ok: false, code: "not_found" };
  const parsed = schema.safeParse(data);
  if (parsed.success) return { ok: true, value: parsed.data };
  console.error(`${name}: an answer of another shape`, parsed.error.issues);
  return { ok: false, code: "unavailable" };
}
