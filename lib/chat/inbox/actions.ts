"use server";
import type { PostgrestError } from "@supabase/supabase-js";
import { failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import {
  type Assign,
  assignSchema,
  type HandlingAnswer,
  handlingRefusalSchema,
  type Reopen,
  type Resolve,
  reopenSchema,
  resolveSchema,
  type SnoozeUntil,
  snoozeSchema,
} from "./schema";

const INVALID = { ok: false, code: "invalid" } as const;

/** Gives a conversation to an organiser, or to nobody. */
export async function assignConversation(input: Assign): Promise<HandlingAnswer> {
  const parsed = assignSchema.safeParse(input);
  if (!parsed.success) return INVALID;
  const supabase = await supabaseForReader();
  const { teamId, organiserId } = parsed.data;
  const answer = await supabase.rpc("assign_conversation", {
    conversation: teamId,
    // The generated types know no null among arguments.
    organiser: organiserId as string,
  });
  return answerOf(answer, "assign_conversation");
}

/** Nothing waits there any more, though nobody answered. */
export async function resolveConversation(input: Resolve): Promise<HandlingAnswer> {
  const parsed = resolveSchema.safeParse(input);
  if (!parsed.success) return INVALID;
  const supabase = await supabaseForReader();
  const { teamId, seenSeq } = parsed.data;
  const answer = await supabase.rpc("resolve_conversation", { conversation: teamId, seen_seq: seenSeq });
  return answerOf(answer, "resolve_conversation");
}

/** Takes a resolution, or a putting off, back. */
export async function reopenConversation(input: Reopen): Promise<HandlingAnswer> {
  const parsed = reopenSchema.safeParse(input);
  if (!parsed.success) return INVALID;
  const supabase = await supabaseForReader();
  return answerOf(
    await supabase.rpc("reopen_conversation", { conversation: parsed.data.teamId }),
    "reopen_conversation",
  );
}

/** Puts what waits off until a time. */
export async function snoozeConversation(input: SnoozeUntil): Promise<HandlingAnswer> {
  const parsed = snoozeSchema.safeParse(input);
  if (!parsed.success) return INVALID;
  const supabase = await supabaseForReader();
  const { teamId, until, seenSeq } = parsed.data;
  const answer = await supabase.rpc("snooze_conversation", {
    conversation: teamId,
    until,
    seen_seq: seenSeq,
  });
  return answerOf(answer, "snooze_conversation");
}

function answerOf(
  { error, status }: { error: PostgrestError | null; status: number },
  context: string,
): HandlingAnswer {
  if (!error) return { ok: true };
  const named = handlingRefusalSchema.safeParse(error.details);
  return { ok: false, code: named.success ? named.data : failureOf(error, status, context).code };
}
