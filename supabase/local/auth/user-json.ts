import type { Account } from "./accounts.ts";

/** An account as GoTrue shows it; times end in Z, and those that never were are left out. */
export function userJson(account: Account): Record<string, unknown> {
  const shown = {
    id: account.id,
    aud: account.aud ?? "",
    role: account.role ?? "",
    email: account.email ?? "",
    email_confirmed_at: utc(account.email_confirmed_at),
    invited_at: utc(account.invited_at),
    phone: account.phone ?? "",
    phone_confirmed_at: utc(account.phone_confirmed_at),
    confirmation_sent_at: utc(account.confirmation_sent_at),
    confirmed_at: utc(account.confirmed_at),
    recovery_sent_at: utc(account.recovery_sent_at),
    new_email: account.email_change || undefined,
    email_change_sent_at: utc(account.email_change_sent_at),
    reauthentication_sent_at: utc(account.reauthentication_sent_at),
    last_sign_in_at: utc(account.last_sign_in_at),
    app_metadata: account.raw_app_meta_data ?? {},
    user_metadata: account.raw_user_meta_data ?? {},
    identities: account.identities.map((identity) => ({
      identity_id: identity.id,
      id: identity.provider_id,
      user_id: identity.user_id,
      identity_data: identity.identity_data ?? {},
      provider: identity.provider,
      last_sign_in_at: utc(identity.last_sign_in_at),
      created_at: utc(identity.created_at),
      updated_at: utc(identity.updated_at),
      email: identity.email ?? undefined,
    })),
    created_at: utc(account.created_at),
    updated_at: utc(account.updated_at),
    banned_until: utc(account.banned_until),
    deleted_at: utc(account.deleted_at),
    is_anonymous: account.is_anonymous,
  };
  return Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined));
}

const utc = (time: string | null) => time?.replace(/\+00:00$/, "Z");
