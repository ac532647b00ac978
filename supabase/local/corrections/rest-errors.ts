import { inspect } from "node:util";

/** lite answers 500 to what it does not know; PostgREST has a status for every SQLSTATE, and keeps code, details and hint. */
export function restError(error: unknown, role: string): unknown {
  if (!(error instanceof Error) || !("severity" in error) || !("code" in error)) return error;
  const { code, message, detail, hint } = error as Error & { code: string; detail?: string; hint?: string };
  // These lite knows: PT429 and the like, errors raised as JSON, and missing columns and functions, whose text it mends.
  if (/^(PT...|PGRST|42703|42883)$/.test(code)) return new DatabaseError(code, message, detail, hint);
  return new RestError(code, message, httpStatus(code, message, role), detail, hint);
}

/** https://docs.postgrest.org/en/v13/references/errors.html#http-status-codes */
function httpStatus(code: string, message: string, role: string): number {
  if (code === "42501") return role === "anon" ? 401 : 403;
  if (code === "21000") return message.endsWith("requires a WHERE clause") ? 400 : 500;
  const exact: Record<string, number> = {
    "23503": 409,
    "23505": 409,
    "25006": 405,
    "42P01": 404,
    "42P17": 500,
    "53400": 500,
    "57P01": 503,
    P0001: 400,
  };
  const classes: Record<string, number> = {
    "08": 503,
    "09": 500,
    "0L": 403,
    "0P": 403,
    "25": 500,
    "28": 403,
    "2D": 500,
    "38": 500,
    "39": 500,
    "3B": 500,
    "40": 500,
    "53": 503,
    "54": 500,
    "55": 500,
    "57": 500,
    "58": 500,
    F0: 500,
    HV: 500,
    P0: 500,
    XX: 500,
  };
  return exact[code] ?? classes[code.slice(0, 2)] ?? 400;
}

/** lite prints every error it answers with; one line of it is enough. */
class DatabaseError extends Error {
  readonly code: string;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  constructor(code: string, message: string, detail?: string, hint?: string) {
    super(message);
    this.code = code;
    this.detail = detail;
    this.hint = hint;
  }
  [inspect.custom](): string {
    return `REST ${this.code}: ${this.message}`;
  }
}

/** Takes the one form of error that lite answers with a status of our choice: the one `raise sqlstate 'PGRST'` makes. */
export class RestError extends DatabaseError {
  readonly #summary: string;
  constructor(
    code: string,
    message: string,
    status: number,
    details: string | null = null,
    hint: string | null = null,
  ) {
    super("PGRST", JSON.stringify({ code, message, details, hint }), JSON.stringify({ status, headers: {} }));
    this.#summary = `REST ${status}, ${code}: ${message}`;
  }
  override [inspect.custom](): string {
    return this.#summary;
  }
}
