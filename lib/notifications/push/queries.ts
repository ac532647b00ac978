import "server-only";
import { failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import type { PushDevice } from "./schema";

/** The reader's devices, the newest first. @throws when Supabase fails */
export async function listDevices(): Promise<PushDevice[]> {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase
    .from("push_subscriptions")
    .select("id, endpoint, label, created_at, last_sent_at")
    .order("created_at", { ascending: false })
    .order("id");
  if (error)
    throw new Error(`The devices could not be read: ${failureOf(error, status, "listDevices").code}`);
  return data.map(({ id, endpoint, label, created_at, last_sent_at }) => ({
    id,
    endpoint,
    label,
    createdAt: created_at,
    lastSentAt: last_sent_at,
  }));
}
