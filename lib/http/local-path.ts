import type { Route } from "next";

/**
 * Where to go after a detour, out of an address that anyone may have written: only ever a path of this site.
 * @param wanted a path or address, for instance the `next` of /sign-in
 * @param host the Host header of the request
 * @returns null for another site's address, for junk, and for "/", which is no place in particular
 */
export function localPath(wanted: string | null | undefined, host: string | null): Route | null {
  const origin = `http://${host ?? "localhost"}`;
  const url = wanted ? URL.parse(wanted, origin) : null;
  if (!url || url.origin !== origin || url.pathname === "/") return null;
  return `${url.pathname}${url.search}` as Route;
}
