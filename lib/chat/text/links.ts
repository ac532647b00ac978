import { LinkifyIt } from "linkify-it";

/** An address that stands in a text, and where. */
export type TextLink = { readonly from: number; readonly to: number; readonly href: string };

/** What turns the writing of a text around: in an address it would show another one than it leads to. */
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

const PROTOCOLS = ["http:", "https:", "mailto:"];

// An address that is only implied must look like nothing else: "notes.md" is a file, and "done.is it" a missing space.
const FINDER = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: true }).add("ftp:", null).add("//", null);

/** The addresses of the web and of mail in a text, in its order. */
export function linksIn(text: string): TextLink[] {
  return (FINDER.match(text) ?? []).flatMap(({ schema, index, lastIndex, raw, url }) => {
    const isImplied = schema === "" && !/^www\./i.test(raw);
    if (TURNS.test(raw) || (isImplied && !url.startsWith("mailto:"))) return [];
    const href = safeHref(schema === "" ? url.replace(/^http:/, "https:") : url);
    return href ? [{ from: index, to: lastIndex, href }] : [];
  });
}

/** As a browser reads it; null for what leads neither to the web nor to a mail. */
function safeHref(address: string): string | null {
  const url = URL.parse(address);
  return url && PROTOCOLS.includes(url.protocol) ? url.href : null;
}
