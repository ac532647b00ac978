import { linksOf } from "./links.ts";
import { escapeHtml } from "./render.ts";
import type { Mail } from "./store.ts";

/** Every mail, the newest first. */
export function listPage(mails: Mail[], to: string | null): string {
  const rows = mails.map(
    (
      mail,
    ) => `<li><a href="/mails/${mail.id}"><b>${escapeHtml(mail.subject)}</b><span>${escapeHtml(mail.recipient)}
      · ${when(mail)}</span></a></li>`,
  );
  const list = rows.length > 0 ? `<ul>${rows.join("")}</ul>` : "<p>There is none yet.</p>";
  const everything = to === null ? "" : `<p>To ${escapeHtml(to)}. <a href="/mails">Show all</a></p>`;
  return page(
    "Mails",
    `<h1>Mails</h1><p>What the embedded Supabase would have sent. It leaves this machine by no way.</p>${everything}${list}`,
  );
}

/** One mail: its text, locked in a frame where nothing runs, and its links once more, to open or copy. */
export function mailPage(mail: Mail): string {
  const links = linksOf(mail.html).map(
    (link) => `<li><a href="${escapeHtml(link)}">${escapeHtml(link)}</a></li>`,
  );
  const body = `<base target="_blank">${mail.html}`;
  return page(
    mail.subject,
    `<p><a href="/mails">All mails</a></p><h1>${escapeHtml(mail.subject)}</h1>
    <p>To <a href="/mails?to=${encodeURIComponent(mail.recipient)}">${escapeHtml(mail.recipient)}</a> · ${when(mail)}</p>
    <iframe title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escapeHtml(body)}"></iframe>
    <h2>Its links</h2><ul class="links">${links.join("")}</ul>`,
  );
}

export function missingPage(): string {
  return page("No such mail", `<h1>There is no such mail</h1><p><a href="/mails">All mails</a></p>`);
}

const when = ({ sent_at }: Mail) =>
  `<time datetime="${escapeHtml(sent_at)}">${escapeHtml(sent_at.slice(0, 19).replace("T", " "))} UTC</time>`;

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Rinkside</title>
<style>${style}</style>
</head>
<body><main>${content}</main></body>
</html>
`;
}

const style = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 0; }
  main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem; }
  h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 0.5rem; overflow-wrap: anywhere; }
  h2 { font-size: 1.1rem; margin: 1.5rem 0 0.25rem; }
  ul { list-style: none; margin: 0; padding: 0; }
  li { border-top: 1px solid light-dark(#ddd, #444); }
  li a { display: block; padding: 0.75rem 0; overflow-wrap: anywhere; }
  li span { display: block; }
  ul:not(.links) a { color: inherit; text-decoration: none; }
  ul:not(.links) a:hover b, ul:not(.links) a:focus-visible b { text-decoration: underline; }
  iframe { width: 100%; height: 26rem; border: 1px solid light-dark(#ccc, #555); background: #fff; color-scheme: light; }
`;
