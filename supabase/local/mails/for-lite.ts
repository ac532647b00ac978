import type { App } from "@supabase/lite";
import type { CorrectedConnection } from "../corrections/rest.ts";
import type { Mailer, MailKind } from "./mailer.ts";

type LiteMailer = NonNullable<App["_mailer"]>;
type Meta = Parameters<LiteMailer["sendConfirmation"]>[3];

/** What lite mails of its own accord goes the same way: a sign-up's confirmation, and a code to prove oneself again. */
export function mailerForLite(mailer: Mailer, connection: CorrectedConnection, siteUrl: string): LiteMailer {
  const send = (kind: MailKind, to: string, tokenHash: string, token: string, meta: Meta) =>
    mailer.send(connection.driver, kind, {
      account: meta?.currentEmail ?? to,
      to,
      newEmail: meta?.newEmail ?? "",
      token,
      tokenHash,
      redirectTo: meta?.redirectTo ?? siteUrl,
      authUrl: `${new URL(connection.request?.url ?? siteUrl).origin}/auth/v1`,
    });
  return {
    sendConfirmation: (to, hash, code, meta) => send("confirmation", to, hash, code, meta),
    sendRecovery: (to, hash, code, meta) => send("recovery", to, hash, code, meta),
    sendMagicLink: (to, hash, code, meta) => send("magic_link", to, hash, code, meta),
    sendEmailChange: (to, hash, code, meta) => send("email_change", to, hash, code, meta),
    sendReauthentication: (to, code, meta) => send("reauthentication", to, meta?.tokenHash ?? "", code, meta),
  };
}
