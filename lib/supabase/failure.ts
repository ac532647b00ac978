import type { AuthError, PostgrestError } from "@supabase/supabase-js";

/** What a refused or failed call means to a person; every code has its sentence in the catalogue (`failure.*`). */
export type FailureCode =
  | "signed_out"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "invalid"
  | "too_fast"
  | "unavailable";

export type Failure = { ok: false; code: FailureCode; retryAfterSeconds?: number };

/** Translates PostgREST's answer (its HTTP status and SQLSTATE) to a failure; what is unexpected is logged whole. */
export function failureOf(error: PostgrestError, status: number, context: string): Failure {
  if (status === 401) return { ok: false, code: "signed_out" };
  if (status === 429) return { ok: false, code: "too_fast", retryAfterSeconds: Number(error.details) || 1 };
  if (status === 403) return { ok: false, code: "forbidden" };
  if (status === 404) return { ok: false, code: "not_found" };
  if (status === 409) return { ok: false, code: "conflict" };
  if (status === 400) return { ok: false, code: "invalid" };
  console.error(`${context}: ${status} ${error.code} ${error.message}`, error.details ?? "");
  return { ok: false, code: "unavailable" };
}

/** True when Auth could not be reached or failed itself, as opposed to refusing. */
export function isAuthUnavailable(error: AuthError): boolean {
  return error.name === "AuthRetryableFetchError" || (error.status ?? 500) >= 500;
}
