import "server-only";
import type { AuthError } from "@supabase/supabase-js";
import { isAuthUnavailable } from "@/lib/supabase/failure";
import { supabaseForService } from "@/lib/supabase/service";

const PAGE = 1000;

export type AccountRefusal = "already_here" | "password_weak" | "too_fast" | "unavailable";

/**
 * Confirms an address and sets the password of its account, and ends whatever session that had. Only for whoever has
 * shown a link that went to this address by mail: whatever somebody else had set up there is theirs no more.
 * @returns null when it is done
 */
export async function openAccount(email: string, password: string): Promise<AccountRefusal | null> {
  const service = supabaseForService();
  const found = await findAccount(email);
  if (found.error) return refuse(found.error);
  const secured = { password, email_confirm: true };
  if (!found.id) {
    const { error } = await service.auth.admin.createUser({ email, ...secured });
    return error && refuse(error);
  }
  const { count, error: unread } = await service
    .from("users")
    .select("id", { count: "exact", head: true })
    .eq("id", found.id);
  if (unread) {
    console.error(`openAccount: ${unread.code} ${unread.message}`);
    return "unavailable";
  }
  // Someone who is in has a password of their own, which no invitation may take from them.
  if (count) return "already_here";
  const { error } = await service.auth.admin.updateUserById(found.id, secured);
  return error && refuse(error);
}

/** Auth finds an account by its id alone. */
async function findAccount(
  email: string,
): Promise<{ id: string | undefined; error: null } | { id?: never; error: AuthError }> {
  const service = supabaseForService();
  for (let page = 1; ; page += 1) {
    const { data, error } = await service.auth.admin.listUsers({ page, perPage: PAGE });
    if (error) return { error };
    const account = data.users.find((user) => user.email?.toLowerCase() === email.toLowerCase());
    if (account || data.users.length < PAGE) return { id: account?.id, error: null };
  }
}

function refuse(error: AuthError): AccountRefusal {
  if (error.code === "weak_password") return "password_weak";
  if (error.status === 429) return "too_fast";
  if (isAuthUnavailable(error)) console.error(`openAccount: ${error.status} ${error.message}`);
  return "unavailable";
}
