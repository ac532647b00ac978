/** More than this is no number that anybody reads at a glance. */
const MOST = 99;
/** A browser takes away the space at the end, where a page has no title of its own. */
const COUNT = /^\(\d+\+?\)(?: |$)/;

export const badgeText = (count: number): string => (count > MOST ? `${MOST}+` : String(count));

/** A page's title with the count before it, whatever count stood there before. */
export function titleWith(count: number, title: string): string {
  const bare = title.replace(COUNT, "");
  return count > 0 ? `(${badgeText(count)}) ${bare}`.trimEnd() : bare;
}

/**
 * The site's icon with the count on it, as an address that a link can carry. At the size of a tab a third figure is
 * none: from ten on, a dot.
 */
export function badgedIcon(count: number): string {
  const figure =
    count < 10
      ? `<text x="22" y="27.5" text-anchor="middle" font-family="Arial,sans-serif" font-weight="700" font-size="15" fill="#fff">${count}</text>`
      : "";
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#12214a"/><circle cx="16" cy="16" r="10" fill="none" stroke="#fff" stroke-width="2.5"/><path d="M16 2v28" stroke="#d8232f" stroke-width="2.5"/><circle cx="16" cy="16" r="4" fill="#5b9bf5"/><circle cx="22" cy="22" r="10" fill="#d8232f" stroke="#12214a" stroke-width="2"/>${figure}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(drawing)}`;
}
