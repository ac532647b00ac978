import "server-only";
import { failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import type { NotificationFailure } from "./schema";

/** Marks one of the reader's own notifications as read; whether it was already makes no difference. */
export async function readNotification(id: string): Promise<{ ok: true } | NotificationFailure> {
  const supabase = await supabaseForReader();
  const { error, status } = await supabase.rpc("read_notification", { notification_id: id });
  return error ? failureOf(error, status, "read_notification") : { ok: true };
}
