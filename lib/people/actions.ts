"use server";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { localPath } from "@/lib/http/local-path";
import { supabaseForSession } from "@/lib/supabase/server";
import { home } from "./admission";
import { authRefusal } from "./auth-refusal";
import { loadPerson, STRANGER } from "./person";
import { type SignInError, signInSchema } from "./schema";
import { signOut } from "./sign-out";

/** `seconds`: how long to wait, 0 where Auth does not say. */
export type SignInState = { error: SignInError | null; seconds: number; email: string };

/** Begins a session and leads to where the person wanted to go; the middleware decides where they may. */
export async function signIn(_previous: SignInState, form: FormData): Promise<SignInState> {
  const email = String(form.get("email") ?? "").trim();
  const parsed = signInSchema.safeParse({
    email,
    password: form.get("password"),
    next: form.get("next") ?? undefined,
  });
  if (!parsed.success) return { error: "incomplete", seconds: 0, email };
  const supabase = await supabaseForSession();
  const { error } = await supabase.auth.signInWithPassword(parsed.data);
  if (error) {
    // An unknown address and a wrong password read alike: nobody learns who has an account.
    return { ...(authRefusal(error, "sign-in") ?? { error: "no_match", seconds: 0 }), email };
  }
  // Straight to the end of the way: a redirect that the middleware answers within an action would keep the old address.
  const [person, head] = [await loadPerson(supabase), await headers()];
  const wanted = localPath(parsed.data.next, head.get("host"));
  redirect(wanted ?? home(person ?? STRANGER));
}

/** Signs out from a page that holds nothing live, as a plain form. */
export async function signOutHere(): Promise<void> {
  await signOut();
  redirect("/sign-in");
}
