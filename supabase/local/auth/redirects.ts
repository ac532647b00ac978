import type { Config } from "../config.ts";

type Allowed = Pick<Config["auth"], "site_url" | "additional_redirect_urls">;

/**
 * Where a link in a mail leads in the end: what the request asks for, or else where it came from, provided that the
 * settings allow it; by default the site. GoTrue's `GetReferrer`.
 */
export function redirectOf(request: Request, url: URL, settings: Allowed): string {
  const wishes = [
    request.headers.get("redirect_to") || url.searchParams.get("redirect_to"),
    request.headers.get("referer"),
  ];
  return wishes.find((wish) => wish && isAllowed(wish, settings)) ?? settings.site_url;
}

/** GoTrue's `IsRedirectURLValid`: the site itself, the loopback by its number, or what the list allows. */
export function isAllowed(target: string, { site_url, additional_redirect_urls }: Allowed): boolean {
  if (/\s/.test(target) || !URL.canParse(target)) return false;
  const wish = new URL(target);
  const site = new URL(site_url);
  const local = ["localhost", "127.0.0.1", "[::1]"].includes(wish.hostname);
  if (
    wish.protocol === site.protocol &&
    wish.hostname === site.hostname &&
    (wish.port === site.port || local)
  ) {
    return true;
  }
  if (/^(\d+\.){3}\d+$|^\[/.test(wish.hostname)) return /^127\.|^\[::1\]$/.test(wish.hostname);
  const [withoutFragment = ""] = target.split("#");
  return additional_redirect_urls.some((pattern) => globPattern(pattern).test(withoutFragment));
}

/** `*` and `?` stop at a dot and at a slash, `**` does not. */
function globPattern(glob: string): RegExp {
  const source = glob.replace(/\*\*|[*?]|[\\^$.|+()[\]{}]/g, (part) => {
    if (part === "**") return ".*";
    if (part === "*") return "[^./]*";
    return part === "?" ? "[^./]" : `\\${part}`;
  });
  return new RegExp(`^${source}$`);
}
