import "server-only";
import { headers } from "next/headers";
import { siteOrigin } from "@/lib/http/site-origin";
import { supabaseForService } from "@/lib/supabase/service";

/**
 * Sends an invitation's link to its address. Auth is the mailer, and makes an account for the address, which nobody
 * enters before the link was followed.
 * @returns whether the mail is on its way
 */
export async function sendInvitation(email: string, token: string): Promise<boolean> {
  const link = `${siteOrigin(await headers())}/invitation/${token}`;
  const { auth } = supabaseForService();
  const { error } = await auth.admin.inviteUserByEmail(email, { redirectTo: link });
  if (!error) return true;
  if (error.code !== "email_exists") {
    console.error(`sendInvitation: ${error.status} ${error.code} ${error.message}`);
    return false;
  }
  // A confirmed account that belongs to no tournament yet: Auth invites only those whom it does not know.
  const { error: unsent } = await auth.signInWithOtp({
    email,
    options: { shouldCreateUser: false, emailRedirectTo: link },
  });
  if (unsent) console.error(`sendInvitation: ${unsent.status} ${unsent.code} ${unsent.message}`);
  return !unsent;
}
