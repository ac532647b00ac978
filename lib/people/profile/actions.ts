"use server";
import { refresh } from "next/cache";
import { failureOf } from "@/lib/supabase/failure";
import { readerToken, supabaseForReader } from "@/lib/supabase/server";
import { type Profile, profileSchema } from "./schema";

/** Why a profile was not saved; each has its sentence in the catalogue (`settings.profile.error.*`). */
export type ProfileError = keyof Profile | "signed_out" | "gone" | "unavailable";

/** `profile` is what was typed, `saved` how often it has been stored. */
export type ProfileState = { error: ProfileError | null; profile: Profile; saved: number };

/** Changes one's own name, zone and language. */
export async function saveProfile(previous: ProfileState, form: FormData): Promise<ProfileState> {
  const text = (name: keyof Profile) => String(form.get(name) ?? "");
  const typed = { fullName: text("fullName"), timeZone: text("timeZone"), locale: text("locale") };
  const stay = (error: ProfileError): ProfileState => ({ ...previous, error, profile: typed });

  const parsed = profileSchema.safeParse(typed);
  if (!parsed.success) return stay(fieldOf(parsed.error.issues[0]?.path[0]));
  const { fullName, timeZone, locale } = parsed.data;
  const [supabase, reader] = await Promise.all([supabaseForReader(), readerToken()]);
  if (!reader) return stay("signed_out");
  const { data, error, status } = await supabase
    .from("users")
    .update({ full_name: fullName, time_zone: timeZone, locale })
    .eq("id", reader.userId)
    .select("id");
  // The zones of Postgres are another edition than those of this engine.
  if (error?.code === "23514") return stay("timeZone");
  if (error) {
    const { code } = failureOf(error, status, "saveProfile");
    return stay(code === "signed_out" ? code : "unavailable");
  }
  if (data.length === 0) return stay("gone");
  refresh();
  return { error: null, profile: parsed.data, saved: previous.saved + 1 };
}

function fieldOf(key: PropertyKey | undefined): keyof Profile {
  return key === "timeZone" || key === "locale" ? key : "fullName";
}
