import type { Change, ConversationExport, ExportedDocument } from "../schema.ts";
import type { Clock } from "./clock.ts";
import { escapeHtml } from "./escape.ts";
import type { Told } from "./story.ts";

const DONE = {
  sent: "sent",
  edited: "edited",
  deleted: "deleted",
  document_removed: "changed: a document was taken out",
} as const;

/** One event as a line of the log. */
export function eventHtml(
  { event, before, later }: Told,
  clock: Clock,
  { about }: ConversationExport,
): string {
  const seal = `<p class="hash">${event.hash}</p>`;
  if (event.kind === "unrecorded")
    return `<li id="r${event.revision}" class="lost"><p class="rev">Revision ${event.revision}</p><p>Nothing is known of this change: a document was taken out of a message, before Rinkside kept what that replaced.</p>${seal}</li>\n`;
  const who = event.actor.role === "admin" ? "organiser" : about.conversation.name;
  const at = clock(event.at);
  return [
    `<li id="r${event.revision}" class="${event.kind}">`,
    `<p class="rev">Revision ${event.revision}</p>`,
    `<h2>Message #${event.seq} ${DONE[event.kind]}</h2>`,
    `<p class="who">by <b><bdi>${escapeHtml(event.actor.name)}</bdi></b> (<bdi>${escapeHtml(who)}</bdi>)</p>`,
    `<p class="when"><time datetime="${event.at}">${at.venue}</time> · ${at.utc}</p>`,
    body(event, before),
    later.length > 0 ? `<p class="later">Later: ${later.map(laterHtml).join(", ")}.</p>` : "",
    seal,
    "</li>\n",
  ].join("");
}

function body(event: Change, before: Change | null): string {
  switch (event.kind) {
    case "sent":
      return stateHtml(event);
    case "edited":
      return `${before ? partHtml("Before", before) : ""}${partHtml("From then on", event)}`;
    case "deleted":
      return partHtml("Until then", event);
    case "document_removed": {
      const left = new Set(event.documents?.map(({ id }) => id));
      const gone = before?.documents?.filter(({ id }) => !left.has(id)) ?? [];
      return `${gone.length > 0 ? `<p class="label">Taken out</p>${documentsHtml(gone)}` : ""}${partHtml("From then on", event)}`;
    }
  }
}

const partHtml = (label: string, state: Change) => `<p class="label">${label}</p>${stateHtml(state)}`;

function stateHtml({ content, documents, mentions }: Change): string {
  const text =
    content === ""
      ? '<p class="none">No text.</p>'
      : `<blockquote dir="auto">${escapeHtml(content)}</blockquote>`;
  const named = mentions?.map(({ name }) => `<bdi>${escapeHtml(name)}</bdi>`).join(", ");
  return `${text}${documentsHtml(documents ?? [])}${named ? `<p class="named">Mentions ${named}.</p>` : ""}`;
}

function documentsHtml(documents: readonly ExportedDocument[]): string {
  if (documents.length === 0) return "";
  const items = documents.map(
    ({ id, name, mime_type, size_bytes }) =>
      `<li><b><bdi>${escapeHtml(name)}</bdi></b> (${escapeHtml(mime_type)}, ${size_bytes} bytes, ${id})</li>`,
  );
  return `<ul>${items.join("")}</ul>`;
}

const laterHtml = ({ kind, revision }: Change) =>
  `${kind === "document_removed" ? "changed" : kind} in <a href="#r${revision}">revision ${revision}</a>`;
