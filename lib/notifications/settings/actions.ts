"use server";
import type { PostgrestSingleResponse } from "@supabase/supabase-js";
import { failureOf } from "@/lib/supabase/failure";
import { readerToken, supabaseForReader } from "@/lib/supabase/server";
import type { NotificationType } from "../schema";
import { type QuietHours, quietHoursSchema, wantedSchema } from "./schema";

/** Why nothing was saved; each has its sentence in the catalogue (`settings.notifications.error.*`). */
export type SettingsError = "signed_out" | "gone" | "unavailable";
export type QuietHoursError = SettingsError | "times" | "same";

/** `wanted` is what was chosen, `saved` how often it has been stored. */
export type WantedState = { error: SettingsError | null; wanted: NotificationType[]; saved: number };
export type QuietHoursState = {
  error: QuietHoursError | null;
  isQuiet: boolean;
  hours: QuietHours;
  saved: number;
};

/** Mutes the types that are shown and not wanted, and no others. */
export async function saveWanted(previous: WantedState, form: FormData): Promise<WantedState> {
  const parsed = wantedSchema.safeParse({ shown: form.getAll("shown"), wanted: form.getAll("wanted") });
  if (!parsed.success) return { ...previous, error: "unavailable" };
  const { shown, wanted } = parsed.data;
  const error = await write((supabase, userId) =>
    supabase
      .from("notification_preferences")
      .upsert(shown.map((type) => ({ user_id: userId, type, muted: !wanted.includes(type) }))),
  );
  return error ? { ...previous, error, wanted } : { error: null, wanted, saved: previous.saved + 1 };
}

/** Sets the hours in which nothing is told, or that there are none. */
export async function saveQuietHours(previous: QuietHoursState, form: FormData): Promise<QuietHoursState> {
  const isQuiet = form.get("quiet") === "on";
  const typed = { from: String(form.get("from") ?? ""), until: String(form.get("until") ?? "") };
  const hours = isQuiet ? typed : previous.hours;
  const stay = (error: QuietHoursError): QuietHoursState => ({ ...previous, error, isQuiet, hours });

  const parsed = quietHoursSchema.safeParse(typed);
  if (isQuiet && !parsed.success)
    return stay(parsed.error.issues.some(({ message }) => message === "same") ? "same" : "times");
  const error = await write((supabase, userId) =>
    supabase.from("notification_settings").upsert({
      user_id: userId,
      quiet_from: isQuiet ? typed.from : null,
      quiet_until: isQuiet ? typed.until : null,
    }),
  );
  return error ? stay(error) : { error: null, isQuiet, hours, saved: previous.saved + 1 };
}

type Supabase = Awaited<ReturnType<typeof supabaseForReader>>;

async function write(
  ask: (supabase: Supabase, userId: string) => PromiseLike<PostgrestSingleResponse<null>>,
): Promise<SettingsError | null> {
  const [supabase, reader] = await Promise.all([supabaseForReader(), readerToken()]);
  if (!reader) return "signed_out";
  const { error, status } = await ask(supabase, reader.userId);
  if (!error) return null;
  const { code } = failureOf(error, status, "notification settings");
  // Whoever has no place in the tournament any more may set nothing.
  if (code === "forbidden") return "gone";
  return code === "signed_out" ? code : "unavailable";
}
