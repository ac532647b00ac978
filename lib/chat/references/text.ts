import { linksIn } from "../text/links";

/** Something of this site that a text refers to by its address. */
export type Reference = { readonly noun: "task" | "document"; readonly id: string };

/** More than these of one message are no more than links. */
const MOST = 4;

const ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const PATHS = {
  task: new RegExp(`^/tasks/(${ID})/?$`, "i"),
  document: new RegExp(`^/api/documents/(${ID})$`, "i"),
};

/**
 * What an address refers to, if it is one of this site.
 * @param origin the site's own; which of the two protocols it is, a proxy may have changed on the way
 */
export function referenceOf(href: string, origin: string): Reference | null {
  const url = URL.parse(href);
  if (!url || !isOwn(url, origin)) return null;
  for (const noun of ["task", "document"] as const) {
    const id = PATHS[noun].exec(url.pathname)?.[1];
    if (id) return { noun, id: id.toLowerCase() };
  }
  return null;
}

/** Whether an address leads to a page of this site. */
export function isOwnAddress(href: string, origin: string): boolean {
  const url = URL.parse(href);
  return url !== null && isOwn(url, origin);
}

function isOwn(url: URL, origin: string): boolean {
  return /^https?:$/.test(url.protocol) && url.host === URL.parse(origin)?.host;
}

/**
 * What a text refers to, each once, and the text without the addresses at its end that say only that: what they refer to
 * is shown there instead.
 */
export function splitReferences(text: string, origin: string): { text: string; references: Reference[] } {
  const references = new Map<string, Reference>();
  let end = text.length;
  const links = linksIn(text);
  for (const link of links) {
    const reference = referenceOf(link.href, origin);
    if (reference && references.size < MOST) references.set(reference.id, reference);
  }
  for (const { from, to, href } of links.toReversed()) {
    const reference = referenceOf(href, origin);
    if (!reference || !references.has(reference.id) || text.slice(to, end).trim() !== "") break;
    end = from;
  }
  const shown = end === text.length ? text : text.slice(0, end).trimEnd();
  return { text: shown, references: [...references.values()] };
}

/** The address by which a text refers to a task. */
export const taskAddress = (id: string, origin: string): string => `${origin}/tasks/${id}`;
