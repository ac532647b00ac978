import { canonical } from "../canonical.ts";
import type { ConversationExport } from "../schema.ts";
import { type Clock, clockOf } from "./clock.ts";
import { escapeHtml } from "./escape.ts";
import { eventHtml } from "./event.ts";
import { storyOf } from "./story.ts";
import { style } from "./style.ts";

const OPENING = '<script type="application/json" id="export">';
const CLOSING = "</script>";

/**
 * An export to be read and printed, with all of it inside. The same export gives the same bytes, on every machine and in every
 * year: the verifier writes it anew and compares. So its words are part of the format (schema.ts, VERSION) and in no catalogue.
 */
export function htmlOf(document: ConversationExport): string {
  const { about, fingerprint } = document;
  const clock = clockOf(about.tournament.time_zone);
  const title = `Conversation with ${about.conversation.name} (${about.conversation.code})`;
  return [
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">\n`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
    `<title>${escapeHtml(title)}</title>\n`,
    `<style>${style(about.conversation.code, fingerprint)}</style>\n</head>\n<body>\n`,
    heading(document, title, clock),
    document.events.length === 0 ? "<main><p>Nothing was written.</p></main>\n" : "<main>\n<ol>\n",
    ...storyOf(document).map((told) => eventHtml(told, clock, document)),
    document.events.length === 0 ? "" : "</ol>\n</main>\n",
    footing(document),
    OPENING,
    // It can stand in texts alone, where JSON knows another way to write it: nothing ends the element from within.
    canonical(document).replaceAll("<", "\\u003c"),
    `${CLOSING}\n</body>\n</html>\n`,
  ].join("");
}

/** The export inside such a page, as text; null where there is none. */
export function jsonInside(html: string): string | null {
  const from = html.indexOf(OPENING);
  const to = html.indexOf(CLOSING, from);
  return from < 0 || to < 0 ? null : html.slice(from + OPENING.length, to);
}

function heading(
  { about, events, fingerprint, head }: ConversationExport,
  title: string,
  clock: Clock,
): string {
  const at = clock(about.exported_at);
  const count = (kind: string, one: string, more: string) => {
    const found = events.filter((event) => event.kind === kind).length;
    return `${found} ${found === 1 ? one : more}`;
  };
  const { tournament } = about;
  const rows = [
    [
      "Tournament",
      `<bdi>${escapeHtml(tournament.name)}</bdi>${tournament.venue ? `, <bdi>${escapeHtml(tournament.venue)}</bdi>` : ""}`,
    ],
    ["Exported", `${at.venue} · ${at.utc}`],
    ["By", `<bdi>${escapeHtml(about.exported_by.name)}</bdi>`],
    ["Complete to", `message #${about.last_seq}, revision ${about.last_revision}`],
    [
      "In it",
      [
        count("sent", "message", "messages"),
        count("edited", "edit", "edits"),
        count("deleted", "deletion", "deletions"),
        count("document_removed", "document taken out", "documents taken out"),
      ].join(", "),
    ],
    ["Times", `at the venue (${escapeHtml(tournament.time_zone)}), then in UTC`],
    ["Last hash", `<code>${head}</code>`],
    ["Fingerprint", `<code class="fingerprint">${fingerprint}</code>`],
  ];
  const list = rows.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join("\n");
  return `<header>\n<p>Rinkside</p>\n<h1>${escapeHtml(title)}</h1>\n<dl>\n${list}\n</dl>\n</header>\n`;
}

function footing({ about }: ConversationExport): string {
  return [
    "<footer>\n",
    "<p>This is the whole log: every message as it was sent, and every edit and deletion since, with what was there before. What organisers noted for themselves is not part of it. Of documents it has the names, not the files.</p>\n",
    "<p>Below each event stands the SHA-256 of the hash before it and of all that the event says; the fingerprint is over everything. The command <code>npm run -s verify-export -- file.html</code> of Rinkside finds any byte that was changed, without a network.</p>\n",
    `<p>Whoever changes a file can compute its hashes anew. So compare the fingerprint with the one that Rinkside recorded in its audit trail when ${escapeHtml(about.exported_by.name)} made this export, or with a copy that somebody else holds.</p>\n`,
    "</footer>\n",
  ].join("");
}
