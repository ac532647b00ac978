import type { Route } from "next";

/**
 * Where to go after a detour, out of an address that anyone may have written: only ever a path of this site.
 * @param wanted a path or address, for instance the `next` of /sign-in
 * @param host the Host header of the request
 */
export function localPath(wanted: string | null | undefined, host: string | null): Route {
  const origin = `http://${host ?? "localhost"}`;
  const url = wanted ? URL.parse(wanted, origin) : null;
  if (!url || url.origin !== origin) return "/" as Route;
  return `${url.pathname}${url.search}` as Route;
}
