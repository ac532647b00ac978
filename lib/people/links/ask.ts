"use server";
import type { AuthError } from "@supabase/supabase-js";
import { headers } from "next/headers";
import { z } from "zod";
import { localPath } from "@/lib/http/local-path";
import { siteOrigin } from "@/lib/http/site-origin";
import { supabaseApart } from "@/lib/supabase/apart";
import { type AuthRefusal, authRefusal } from "../auth-refusal";

/** Why no mail was asked for; each has its sentence in the catalogue (`mailedLink.error.*`). */
export type AskError = "email" | AuthRefusal["error"];

/** `sent`: how often it was asked for, which says nothing about whether the address is known here. */
export type AskState = { error: AskError | null; seconds: number; email: string; sent: number };

/** Asks for a mail with a link to choose a new password. */
export async function askForRecovery(previous: AskState, form: FormData): Promise<AskState> {
  return ask(previous, form, (email) => supabaseApart().auth.resetPasswordForEmail(email));
}

/** Asks for a mail with a link to sign in; nobody is signed up by it. */
export async function askForSignInLink(previous: AskState, form: FormData): Promise<AskState> {
  const head = await headers();
  const next = localPath(String(form.get("next") ?? ""), head.get("host"));
  return ask(previous, form, (email) =>
    supabaseApart().auth.signInWithOtp({
      email,
      options: { shouldCreateUser: false, emailRedirectTo: `${siteOrigin(head)}${next ?? "/"}` },
    }),
  );
}

/** Tells only what would be told of every address: whose mail could not be sent is for the log. */
async function ask(
  previous: AskState,
  form: FormData,
  send: (email: string) => Promise<{ error: AuthError | null }>,
): Promise<AskState> {
  const email = String(form.get("email") ?? "").trim();
  const stay = (error: AskError, seconds = 0): AskState => ({ ...previous, error, seconds, email });
  if (!z.email().safeParse(email).success) return stay("email");
  const { error } = await send(email);
  const refused = error && authRefusal(error, "ask for a link");
  // To wait before the next mail to one address: Auth says so of those alone that it knows.
  const isOfAddress = refused?.error === "too_fast" && refused.seconds > 0;
  const isOfMail = error?.name !== "AuthRetryableFetchError" && refused?.error === "unavailable";
  if (refused && !isOfAddress && !isOfMail) return stay(refused.error, refused.seconds);
  return { error: null, seconds: 0, email, sent: previous.sent + 1 };
}
