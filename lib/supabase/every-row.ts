import type { PostgrestSingleResponse } from "@supabase/supabase-js";
import { type Failure, failureOf } from "./failure";

/** PostgREST gives no more rows than this at once (config.toml, max_rows). */
const MAX_ROWS = 1000;

/**
 * Every row of a query, read page by page.
 * @param read the rows from one place to another, both included; in an order that tells any two rows apart
 */
export async function everyRow<Row>(
  read: (from: number, to: number) => PromiseLike<PostgrestSingleResponse<Row[]>>,
  context: string,
): Promise<{ ok: true; value: Row[] } | Failure> {
  const rows: Row[] = [];
  for (;;) {
    const { data, error, status } = await read(rows.length, rows.length + MAX_ROWS - 1);
    if (error) return failureOf(error, status, context);
    rows.push(...data);
    if (data.length < MAX_ROWS) return { ok: true, value: rows };
  }
}
