import type { Route } from "next";

/**
 * Where to go after a detour, out of an address that anyone may have written: only ever a path of this site.
 * @param wanted a path or address, for instance the `next` of /sign-in
 * @param host the Host header of the request
 * @returns null for another site's address, for junk, and for "/", which is no place in particular
 */
export function localPath(wanted: string | null | undefined, host: string | null): Route | null {
  const site = new URL(`http://${host ?? "localhost"}`);
  const url = wanted ? URL.parse(wanted, site) : null;
  // Which of the two it is, a proxy may have changed on the way.
  if (!url || !/^https?:$/.test(url.protocol) || url.host !== site.host || url.pathname === "/") return null;
  // A path that itself begins with two slashes would be read as another site's address ("/.//evil.example").
  if (url.pathname.startsWith("//")) return null;
  return `${url.pathname}${url.search}` as Route;
}
