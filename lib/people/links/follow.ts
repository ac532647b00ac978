"use server";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { localPath } from "@/lib/http/local-path";
import { siteOrigin } from "@/lib/http/site-origin";
import { supabaseApart } from "@/lib/supabase/apart";
import { readerToken, supabaseForSession } from "@/lib/supabase/server";
import { home, isInvitation } from "../admission";
import { type AuthRefusal, authRefusal } from "../auth-refusal";
import { type PasswordError, passwordError, refusedPassword } from "../password/choice";
import { loadPerson, STRANGER } from "../person";
import type { Person } from "../schema";

/** Why a link did not open anything; each has its sentence in the catalogue (`mailedLink.error.*`). */
export type LinkError = "expired" | "no_place" | AuthRefusal["error"];

type Refused = { error: LinkError; seconds: number };
export type FollowState = { error: LinkError | null; seconds: number };

/** Signs in whom the link was mailed to, and leads to where they wanted to go. */
export async function followSignInLink(_previous: FollowState, form: FormData): Promise<FollowState> {
  const head = await headers();
  const wanted = localPath(String(form.get("redirectTo") ?? ""), new URL(siteOrigin(head)).host);
  // An invitation gives a place to who has none yet.
  const entered = await enter(
    String(form.get("tokenHash") ?? ""),
    "magiclink",
    wanted !== null && isInvitation(wanted),
  );
  if ("error" in entered) return entered;
  redirect(wanted ?? home(entered.person));
}

export type ResetState = { error: LinkError | PasswordError | null; seconds: number; isDone: boolean };

/**
 * Which link has let whom in on this browser, until their password is chosen: the link itself counts once. It names the
 * person, because somebody else may have signed in here meanwhile, in another tab.
 */
const FOLLOWED_COOKIE = "rinkside-recovery";
const FOLLOWED_FOR_S = 15 * 60;

/** Chooses a new password for whom the link was mailed to, and begins a session here. Auth ends every other. */
export async function resetPassword(_previous: ResetState, form: FormData): Promise<ResetState> {
  const stay = (error: ResetState["error"], seconds = 0): ResetState => ({ error, seconds, isDone: false });
  const [tokenHash, wanted] = [String(form.get("tokenHash") ?? ""), String(form.get("password") ?? "")];
  const unfit = passwordError(wanted);
  if (unfit) return stay(unfit);

  const jar = await cookies();
  const reader = await readerToken();
  if (!reader || jar.get(FOLLOWED_COOKIE)?.value !== followed(tokenHash, reader.userId)) {
    const entered = await enter(tokenHash, "recovery");
    if ("error" in entered) return stay(entered.error, entered.seconds);
    jar.set(FOLLOWED_COOKIE, followed(tokenHash, entered.userId), {
      httpOnly: true,
      sameSite: "strict",
      path: "/reset-password",
      maxAge: FOLLOWED_FOR_S,
    });
  }
  const supabase = await supabaseForSession();
  const { error } = await supabase.auth.updateUser({ password: wanted });
  const unfitted = error && refusedPassword(error);
  if (unfitted) return stay(unfitted);
  if (error) {
    const refused = authRefusal(error, "resetPassword");
    return refused ? stay(refused.error, refused.seconds) : stay("expired");
  }
  jar.delete({ name: FOLLOWED_COOKIE, path: "/reset-password" });
  return { error: null, seconds: 0, isDone: true };
}

const followed = (tokenHash: string, userId: string) => `${tokenHash} ${userId}`;

/**
 * Takes a link's token, which counts once, and keeps the session that it gives, unless its owner has no place here: then
 * that is ended at once.
 */
async function enter(
  tokenHash: string,
  type: "magiclink" | "recovery",
  admitsStrangers = false,
): Promise<{ person: Person | typeof STRANGER; userId: string } | Refused> {
  const apart = supabaseApart();
  const { data, error } = await apart.auth.verifyOtp({ token_hash: tokenHash, type });
  if (error?.code === "user_banned") return { error: "no_place", seconds: 0 };
  if (error) return authRefusal(error, "enter") ?? { error: "expired", seconds: 0 };
  if (!data.session) return { error: "expired", seconds: 0 };
  const person = (await loadPerson(apart)) ?? STRANGER;
  if (person === STRANGER && !admitsStrangers) {
    await apart.auth.signOut({ scope: "local" });
    return { error: "no_place", seconds: 0 };
  }
  const supabase = await supabaseForSession();
  const { error: unkept } = await supabase.auth.setSession(data.session);
  if (unkept) return authRefusal(unkept, "enter") ?? { error: "expired", seconds: 0 };
  return { person, userId: data.session.user.id };
}
