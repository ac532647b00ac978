import type { Route } from "next";
import type { SearchQuery } from "./schema";

/** Where a search stands: it can be sent to somebody, and Back leads to it. */
export function searchAddress({ q, team, before }: Partial<SearchQuery>): Route {
  const given = Object.entries({ q, team, before }).filter((pair): pair is [string, string] =>
    Boolean(pair[1]),
  );
  return (given.length > 0 ? `/chat/search?${new URLSearchParams(given)}` : "/chat/search") as Route;
}
