import "server-only";
import { everyRow } from "@/lib/supabase/every-row";
import { type Failure, isAuthUnavailable } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import {
  type Invitation,
  invitationSchema,
  type OpenInvitation,
  openInvitationSchema,
  tokenSchema,
} from "./schema";

/**
 * What an invitation says, whoever asks; null for a link that is none. It changes nothing: programs open links in mails
 * too, before people do.
 * @throws when Supabase cannot be reached or fails
 */
export async function readInvitation(token: string): Promise<Invitation | null> {
  if (!tokenSchema.safeParse(token).success) return null;
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("read_invitation", { token }).maybeSingle();
  if (error) throw new Error(`The invitation could not be read: ${status} ${error.message}`);
  return data && invitationSchema.parse(data);
}

/**
 * The address that this browser is signed in with; null when it is not.
 * @throws when Auth cannot be reached: whoever is signed in must not be taken for somebody who is not
 */
export async function signedInAddress(): Promise<string | null> {
  const supabase = await supabaseForReader();
  const { data, error } = await supabase.auth.getUser();
  if (error && isAuthUnavailable(error)) throw new Error(`Auth cannot be reached: ${error.message}`);
  return data.user?.email?.toLowerCase() ?? null;
}

/** The invitations that nobody has followed yet, the newest first; those that have expired can be sent again. */
export async function listOpenInvitations(): Promise<{ ok: true; value: OpenInvitation[] } | Failure> {
  const supabase = await supabaseForReader();
  const invitations = await everyRow(
    (from, to) =>
      supabase
        .from("invitations")
        .select("id, email, team_id, invited_by, sent_at, expires_at")
        .is("accepted_at", null)
        .is("revoked_at", null)
        .order("created_at", { ascending: false })
        .order("id")
        .range(from, to),
    "invitations",
  );
  return invitations.ok
    ? { ok: true, value: openInvitationSchema.array().parse(invitations.value) }
    : invitations;
}
