/** Any origin that is nobody's: what leads there was written relative to this site, and to the other pages. */
const HERE = "https://here.invalid/pages/";

/** A browser reads these as something else, or drops them: what was meant is anybody's guess. */
const MEANS_NOTHING = /[\p{Cc}\\]/u;
/** The same as Markdown hands them on, and the sign for what it could not read. In an address elsewhere they may be meant; here no page has them. */
const MEANS_NOTHING_HERE = /%(?:[01][\da-f]|5c|7f|c2%[89]|ef%bf%bd)/i;

export type PageLink = { href: string; isElsewhere: boolean };

/**
 * A link as an organiser wrote it: to the web, by mail, or within this site. Null for any other, as "javascript:", and for
 * one that would end nowhere.
 */
export function pageLink(written: string | undefined): PageLink | null {
  if (!written || MEANS_NOTHING.test(written) || !URL.canParse(written, HERE)) return null;
  const url = new URL(written, HERE);
  if (!["http:", "https:", "mailto:"].includes(url.protocol)) return null;
  // As a browser reads it: "//elsewhere.example" leads away.
  if (url.origin !== new URL(HERE).origin) return { href: url.href, isElsewhere: true };
  if (MEANS_NOTHING_HERE.test(written)) return null;
  const isWithinPage = written.startsWith("#");
  return { href: isWithinPage ? url.hash : url.pathname + url.search + url.hash, isElsewhere: false };
}
