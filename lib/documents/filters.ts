import { z } from "zod";

/** Documents to a page, and how many more each "Show more" brings. */
const ROWS = 100;
/** As many as one list holds (document_list); what is older stands in the next. */
const MOST_ROWS = 1000;

/** What of the documents an address asks for. */
export type DocumentFilters = {
  team: string;
  q: string;
  rows: number;
  /** So many of the newest are passed over. */
  from: number;
};

// Nobody types what cannot be seen, and Postgres takes no NUL.
const text = z
  .string()
  .transform((typed) => typed.replace(/\p{Cc}/gu, "").trim())
  .pipe(z.string().max(200))
  .catch("");
const rows = z.coerce.number().int().min(ROWS).max(MOST_ROWS).catch(ROWS);
const from = z.coerce.number().int().min(0).max(1_000_000).catch(0);

/** Junk in an address is no filter, and never an error. */
export function filtersOf(asked: Record<string, unknown>): DocumentFilters {
  return {
    team: text.parse(asked.team),
    q: text.parse(asked.q),
    rows: rows.parse(asked.rows),
    from: from.parse(asked.from),
  };
}

/** What shows more than these do: a longer list, and once that is full the next one. */
export function further(filters: DocumentFilters): DocumentFilters {
  const { rows, from } = filters;
  return rows < MOST_ROWS
    ? { ...filters, rows: Math.min(rows + ROWS, MOST_ROWS) }
    : { ...filters, rows: ROWS, from: from + rows };
}

/** The same as the query of an address, without what is as by itself. */
export function searchOf({ team, q, rows, from }: DocumentFilters): string {
  const query = new URLSearchParams();
  if (team) query.set("team", team);
  if (q) query.set("q", q);
  if (rows > ROWS) query.set("rows", String(rows));
  if (from > 0) query.set("from", String(from));
  return query.toString();
}
