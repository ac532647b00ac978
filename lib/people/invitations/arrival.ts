"use server";
import { redirect } from "next/navigation";
import { supabaseForSession } from "@/lib/supabase/server";
import { home } from "../admission";
import { loadPerson, STRANGER } from "../person";
import { refusalOf } from "../refusal";
import { signOut } from "../sign-out";
import { type AccountRefusal, openAccount } from "./account";
import { readInvitation, signedInAddress } from "./queries";
import { arrivalSchema, passwordSchema } from "./schema";

/** Why somebody is not in yet; each has its sentence in the catalogue (`invitation.error.*`). */
export type ArrivalError =
  | "name"
  | "password_short"
  | "password_long"
  | "other_address"
  | "not_confirmed"
  | AccountRefusal;

export type ArrivalState = { error: ArrivalError | null; fullName: string };

/**
 * Follows an invitation: sets the password and confirms the address, because its owner has got the link by mail; begins
 * a session; and takes the place that was kept. Whoever is signed in with the invited address already only takes it.
 */
export async function arrive(_previous: ArrivalState, form: FormData): Promise<ArrivalState> {
  const token = String(form.get("token"));
  const fullName = String(form.get("fullName") ?? "").trim();
  const stay = (error: ArrivalError): ArrivalState => ({ error, fullName });
  // The page says what has become of it.
  const lookAgain = () => redirect(`/invitation/${encodeURIComponent(token)}`);

  const arrival = arrivalSchema.safeParse({
    fullName,
    timeZone: form.get("timeZone") ?? "",
    locale: form.get("locale") ?? "",
  });
  if (!arrival.success) return stay("name");
  const [invitation, address] = await Promise.all([readInvitation(token), signedInAddress()]);
  if (invitation?.state !== "open") return lookAgain();

  const supabase = await supabaseForSession();
  if (address === null) {
    const refused = await beginSession(supabase, invitation.email, String(form.get("password") ?? ""));
    if (refused) return stay(refused);
  }
  const refused = await takePlace(supabase, token, arrival.data);
  switch (refused) {
    case null:
      return redirect(home((await loadPerson(supabase)) ?? STRANGER));
    case "accepted":
    case "expired":
    case "revoked":
    case "invitation":
      return lookAgain();
    case "other_address":
    case "not_confirmed":
    case "already_here":
    case "too_fast":
      return stay(refused);
    default:
      return stay("unavailable");
  }
}

/** Signs out whoever sits here, and opens the invitation for who was invited. */
export async function leaveForInvitation(form: FormData): Promise<void> {
  await signOut();
  redirect(`/invitation/${encodeURIComponent(String(form.get("token")))}`);
}

type Session = Awaited<ReturnType<typeof supabaseForSession>>;

async function beginSession(supabase: Session, email: string, typed: string): Promise<ArrivalError | null> {
  const password = passwordSchema.safeParse(typed);
  if (!password.success)
    return password.error.issues[0]?.message === "password_long" ? "password_long" : "password_short";
  const refused = await openAccount(email, password.data);
  if (refused) return refused;
  const { error } = await supabase.auth.signInWithPassword({ email, password: password.data });
  if (!error) return null;
  if (error.status === 429) return "too_fast";
  console.error(`beginSession: ${error.status} ${error.message}`);
  return "unavailable";
}

/** Postgres decides: whether the link is still good, and whether the session's address, confirmed, is the invited one. */
async function takePlace(
  supabase: Session,
  token: string,
  { fullName, timeZone, locale }: { fullName: string; timeZone: string; locale: string },
) {
  const accept = (zone: string) =>
    supabase.rpc("accept_invitation", { token, full_name: fullName, time_zone: zone, locale });
  let { error, status } = await accept(timeZone);
  // A browser may know a zone that Postgres does not.
  if (error?.code === "23514") ({ error, status } = await accept("UTC"));
  return error && refusalOf(error, status, "accept_invitation").code;
}
