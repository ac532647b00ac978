import { escapeHtml } from "./render.ts";

/** The part of the catalogue that the mails are made of. */
export type MailTexts = { brand: string; address: string } & Record<TemplateName, Texts>;
type Texts = { subject: string; title: string; text: string; action: string; otherwise: string };

/** As the sections `[auth.email.template.…]` of supabase/config.toml are called. */
export const templateNames = ["invite", "recovery", "magic_link", "confirmation", "email_change"] as const;
export type TemplateName = (typeof templateNames)[number];

const onSite = (path: string, type: string) =>
  `{{ .SiteURL }}${path}?token_hash={{ .TokenHash }}&type=${type}`;

/**
 * Where the button leads. The site takes tokens at pages of its own, so that a session begins on the server, in a
 * cookie that no script reads; the last two come to Auth itself, as the site asks for neither.
 */
const links: Record<TemplateName, string> = {
  invite: "{{ .RedirectTo }}",
  recovery: onSite("/reset-password", "recovery"),
  magic_link: `${onSite("/sign-in/link", "magiclink")}&redirect_to={{ .RedirectTo }}`,
  confirmation: "{{ .ConfirmationURL }}",
  email_change: "{{ .ConfirmationURL }}",
};

/** A mail in GoTrue's template language. No tables, no pictures: readable in any client, and on any screen. */
export function mailTemplate(name: TemplateName, texts: MailTexts, language: string): string {
  const { subject, title, text, action, otherwise } = texts[name];
  const link = escapeHtml(links[name]);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${fill(subject)}</title>
</head>
<body style="margin: 0; padding: 24px 16px; background: #ffffff; color: #17233c; font-family: Arial, Helvetica, sans-serif; font-size: 16px; line-height: 1.5">
<div style="max-width: 560px; margin: 0 auto">
<p style="margin: 0 0 24px; color: #4f5d73; font-size: 14px">${fill(texts.brand)}</p>
<h1 style="margin: 0 0 16px; font-size: 24px; line-height: 1.25">${fill(title)}</h1>
<p style="margin: 0 0 24px">${fill(text)}</p>
<p style="margin: 0 0 24px"><a href="${link}" style="display: inline-block; padding: 12px 20px; border-radius: 6px; background: #1e4fb5; color: #ffffff; font-weight: bold; text-decoration: none">${fill(action)}</a></p>
<p style="margin: 0 0 24px; font-size: 14px">${fill(texts.address)}<br><span style="word-break: break-all">${link}</span></p>
<p style="margin: 0; color: #4f5d73; font-size: 14px">${fill(otherwise)}</p>
</div>
</body>
</html>
`;
}

/** What the catalogue leaves open, Auth fills in: `{email}` is `{{ .Email }}`. */
function fill(text: string): string {
  return escapeHtml(text).replace("{email}", "{{ .Email }}").replace("{newEmail}", "{{ .NewEmail }}");
}

/** supabase/config.toml with the subjects of the catalogue. @throws when it has no section for a template */
export function withSubjects(config: string, texts: MailTexts): string {
  return templateNames.reduce((toml, name) => {
    const subject = new RegExp(`(\\[auth\\.email\\.template\\.${name}\\]\\nsubject = ).*`);
    if (!subject.test(toml)) throw new Error(`supabase/config.toml has no [auth.email.template.${name}].`);
    return toml.replace(subject, (_line, head: string) => head + JSON.stringify(texts[name].subject));
  }, config);
}
