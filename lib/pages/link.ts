/** Any origin that is nobody's: what leads there was written relative to this site, and to the other pages. */
const HERE = "https://here.invalid/pages/";

export type PageLink = { href: string; isElsewhere: boolean };

/** A link as an organiser wrote it: to the web, by mail, or within this site. Null for any other, as "javascript:". */
export function pageLink(written: string | undefined): PageLink | null {
  if (!written || !URL.canParse(written, HERE)) return null;
  const url = new URL(written, HERE);
  if (!["http:", "https:", "mailto:"].includes(url.protocol)) return null;
  // As a browser reads it: "//elsewhere.example" and "/\\elsewhere.example" lead away.
  if (url.origin !== new URL(HERE).origin) return { href: url.href, isElsewhere: true };
  const isWithinPage = written.startsWith("#");
  return { href: isWithinPage ? url.hash : url.pathname + url.search + url.hash, isElsewhere: false };
}
