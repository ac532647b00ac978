"use server";
import { supabaseApart } from "@/lib/supabase/apart";
import { supabaseForSession } from "@/lib/supabase/server";
import { type AuthRefusal, authRefusal } from "../auth-refusal";
import { type PasswordError, passwordError, refusedPassword } from "./choice";

/** Why a password was not changed; each has its sentence in the catalogue (`settings.password.error.*`). */
export type ChangeError = PasswordError | AuthRefusal["error"] | "current" | "signed_out" | "long_ago";

/** `changed`: how often it has been. */
export type ChangeState = { error: ChangeError | null; seconds: number; changed: number };

/** Changes one's own password, for who knows the present one. Auth ends every other session; this one goes on. */
export async function changePassword(previous: ChangeState, form: FormData): Promise<ChangeState> {
  const stay = (error: ChangeError, seconds = 0): ChangeState => ({ ...previous, error, seconds });
  const [current, wanted] = [String(form.get("current") ?? ""), String(form.get("password") ?? "")];
  if (current === "") return stay("current");
  const unfit = passwordError(wanted);
  if (unfit) return stay(unfit);

  const supabase = await supabaseForSession();
  const { data, error: unknown } = await supabase.auth.getUser();
  if (!data.user?.email) {
    const refused = unknown && authRefusal(unknown, "changePassword");
    return refused ? stay(refused.error, refused.seconds) : stay("signed_out");
  }
  const wrong = await prove(data.user.email, current);
  if (wrong) return stay(wrong.error, wrong.seconds);

  const { error } = await supabase.auth.updateUser({ password: wanted, current_password: current });
  if (!error) return { error: null, seconds: 0, changed: previous.changed + 1 };
  const unfitted = refusedPassword(error);
  if (unfitted) return stay(unfitted);
  // Where Auth is told to ask for a recent sign-in.
  if (error.code === "reauthentication_needed") return stay("long_ago");
  const refused = authRefusal(error, "changePassword");
  return refused ? stay(refused.error, refused.seconds) : stay("signed_out");
}

/** Auth knows one proof of a password: a sign-in, which is ended at once. @returns why it is none */
async function prove(
  email: string,
  password: string,
): Promise<AuthRefusal | { error: "current"; seconds: 0 } | null> {
  const { auth } = supabaseApart();
  const { error } = await auth.signInWithPassword({ email, password });
  if (error) return authRefusal(error, "changePassword") ?? { error: "current", seconds: 0 };
  const { error: left } = await auth.signOut({ scope: "local" });
  // The change of the password ends it as well.
  if (left) console.error(`changePassword: ${left.status} ${left.code} ${left.message}`);
  return null;
}
