"use server";
import { refresh } from "next/cache";
import { type Stored, writeEdit } from "@/lib/http/edit";
import { failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import { misspelt, type ReplyFailure, type ReplyRefusal, refusalOf } from "./refusal";
import {
  type NewReply,
  newReplySchema,
  type ReplyEdit,
  type ReplyFields,
  replyEditSchema,
  type SeenReply,
  seenReplySchema,
} from "./schema";

/** Keeps a reply. A second time with the same id it is the same one, with what was written since. */
export async function createReply(input: NewReply): Promise<Stored<ReplyFields> | ReplyRefusal> {
  const parsed = newReplySchema.safeParse(input);
  if (!parsed.success) return misspelt(parsed.error);
  const { id, fields } = parsed.data;
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("create_reply", {
    reply_id: id,
    new_title: fields.title,
    // Null for none, which the generated types do not know of an argument.
    new_shortcut: (fields.shortcut || null) as string,
    new_content: fields.content,
  });
  if (error) return refusalOf(error, status, "create_reply");
  refresh();
  return stored(data);
}

/** Changes what an edit changes of a reply. What somebody else has changed meanwhile stays; the same field is not written. */
export async function editReply(input: ReplyEdit): Promise<Stored<ReplyFields> | ReplyRefusal> {
  const parsed = replyEditSchema.safeParse(input);
  if (!parsed.success) return misspelt(parsed.error);
  const { id, ...begun } = parsed.data;
  const supabase = await supabaseForReader();
  const answer = await writeEdit<ReplyFields, Stored<ReplyFields>, ReplyFailure>(begun, {
    async write({ after }, revision) {
      const { data, error, status } = await supabase.rpc("edit_reply", {
        reply_id: id,
        seen_revision: revision,
        new_title: after.title,
        new_shortcut: (after.shortcut || null) as string,
        new_content: after.content,
      });
      return error ? refusalOf(error, status, "edit_reply") : stored(data);
    },
    read: () => readFields(id),
  });
  if (answer.ok) refresh();
  return answer;
}

/** Takes a reply away, as it was seen. */
export async function deleteReply(input: SeenReply): Promise<{ ok: true } | ReplyFailure> {
  const parsed = seenReplySchema.safeParse(input);
  if (!parsed.success) return { ok: false, code: "invalid" };
  const { id, revision } = parsed.data;
  const supabase = await supabaseForReader();
  const { error, status } = await supabase.rpc("delete_reply", { reply_id: id, seen_revision: revision });
  // Somebody else was quicker: it is gone, as was asked.
  if (error && status !== 404) return refusalOf(error, status, "delete_reply");
  refresh();
  return { ok: true };
}

async function readFields(id: string): Promise<Stored<ReplyFields> | ReplyFailure> {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase
    .from("canned_replies")
    .select("title, shortcut, content, revision")
    .eq("id", id)
    .maybeSingle();
  if (error) return { ok: false, code: failureOf(error, status, "canned_replies").code };
  return data ? stored(data) : { ok: false, code: "not_found" };
}

function stored(row: {
  title: string;
  shortcut: string | null;
  content: string;
  revision: number;
}): Stored<ReplyFields> {
  const { title, shortcut, content, revision } = row;
  return { ok: true, revision, fields: { title, shortcut: shortcut ?? "", content } };
}
