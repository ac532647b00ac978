import "server-only";
import { failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import type { NotificationType } from "../schema";
import type { QuietHours } from "./schema";

export type NotificationSettings = { muted: NotificationType[]; quietHours: QuietHours | null };

/** What the reader has chosen; who has chosen nothing is told everything, at any hour. @throws when Supabase fails */
export async function readSettings(): Promise<NotificationSettings> {
  const supabase = await supabaseForReader();
  const [preferences, settings] = await Promise.all([
    supabase.from("notification_preferences").select("type").eq("muted", true),
    supabase.from("notification_settings").select("quiet_from, quiet_until").maybeSingle(),
  ]);
  for (const { error, status } of [preferences, settings])
    if (error)
      throw new Error(`The settings could not be read: ${failureOf(error, status, "readSettings").code}`);
  const { quiet_from: from, quiet_until: until } = settings.data ?? {};
  return {
    muted: preferences.data?.map(({ type }) => type) ?? [],
    quietHours: from && until ? { from: from.slice(0, 5), until: until.slice(0, 5) } : null,
  };
}
