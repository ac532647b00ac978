"use server";
import { z } from "zod";
import { failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import { markedUnreadSchema, type NotificationFailure, upToSchema } from "./schema";

/** Marks as read what came up to a moment: what the reader has not seen yet stays. @returns which these were */
export async function readAllNotifications(
  input: z.input<typeof upToSchema>,
): Promise<{ ok: true; ids: string[] } | NotificationFailure> {
  const parsed = upToSchema.safeParse(input);
  if (!parsed.success) return { ok: false, code: "invalid" };
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("read_all_notifications", { up_to: parsed.data.upTo });
  if (error) return failureOf(error, status, "read_all_notifications");
  return { ok: true, ids: z.array(z.uuid()).parse(data) };
}

/** Marks notifications as unread again. */
export async function unreadNotifications(
  input: z.input<typeof markedUnreadSchema>,
): Promise<{ ok: true } | NotificationFailure> {
  const parsed = markedUnreadSchema.safeParse(input);
  if (!parsed.success) return { ok: false, code: "invalid" };
  const supabase = await supabaseForReader();
  const { error, status } = await supabase.rpc("unread_notifications", { ids: parsed.data.ids });
  return error ? failureOf(error, status, "unread_notifications") : { ok: true };
}
