import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Sql, TransactionSql } from "postgres";
import type { Config } from "../config.ts";
import { root } from "../settings.ts";
import { renderHtml, renderText, type Variables } from "./render.ts";
import { keepMail } from "./store.ts";

/** The types of `[auth.email.template.…]`, each with what a link of it is verified as. */
const verifications = {
  invite: "invite",
  confirmation: "signup",
  recovery: "recovery",
  magic_link: "magiclink",
  email_change: "email_change",
  reauthentication: "reauthentication",
} as const;

export type MailKind = keyof typeof verifications;

/** What a mail is about; by default it goes to `account`. */
export type Letter = {
  account: string;
  to?: string;
  newEmail?: string;
  token: string;
  tokenHash: string;
  redirectTo: string;
  /** Where Auth itself is reached: `<api>/auth/v1`. */
  authUrl: string;
};

export type Mailer = {
  /** Within the transaction that stores the token: a mail without a token, or a token without a mail, is of no use. */
  send(sql: Sql | TransactionSql, kind: MailKind, letter: Letter): Promise<void>;
};

/** Keeps in the database what a hosted project sends. The templates are read anew each time, so that edits show. */
export function createMailer(settings: Config["auth"]): Mailer {
  return {
    async send(sql, kind, letter) {
      const { account, to = account, newEmail = "", token, tokenHash, redirectTo } = letter;
      const variables: Variables = {
        SiteURL: settings.site_url,
        ConfirmationURL: actionLink(letter.authUrl, tokenHash, verifications[kind], redirectTo),
        RedirectTo: redirectTo,
        Email: account,
        NewEmail: newEmail,
        Token: token,
        TokenHash: tokenHash,
      };
      const template = settings.email.template[kind];
      await keepMail(sql, {
        recipient: to,
        kind,
        subject: renderText(template?.subject ?? kind, variables),
        html: renderHtml(
          template ? readFileSync(resolve(root, template.content_path), "utf8") : plain,
          variables,
        ),
      });
    },
  };
}

/** For a type that the project has no template of. */
const plain = `<p><a href="{{ .ConfirmationURL }}">{{ .ConfirmationURL }}</a></p><p>{{ .Token }}</p>`;

/** The link that Auth itself answers; GoTrue encodes the redirect only when it would break the query otherwise. */
export function actionLink(authUrl: string, tokenHash: string, type: string, redirectTo: string): string {
  const redirect = /[&=#]/.test(redirectTo) ? encodeURIComponent(redirectTo) : redirectTo;
  return `${authUrl}/verify?token=${encodeURIComponent(tokenHash)}&type=${type}&redirect_to=${redirect}`;
}
