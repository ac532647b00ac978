import type { AuthError } from "@supabase/supabase-js";
import { passwordSchema } from "../invitations/schema";

/** What can be wrong with a password that somebody chooses. */
export type PasswordError = "password_short" | "password_long" | "password_weak" | "password_same";

/** Before it is sent: a link must not be used up for a password that Auth would refuse. */
export function passwordError(typed: string): PasswordError | null {
  const checked = passwordSchema.safeParse(typed);
  if (checked.success) return null;
  return checked.error.issues[0]?.message === "password_long" ? "password_long" : "password_short";
}

/** What Auth says against it; null when it is about something else. */
export function refusedPassword(error: AuthError): PasswordError | null {
  if (error.code === "weak_password") return "password_weak";
  return error.code === "same_password" ? "password_same" : null;
}
