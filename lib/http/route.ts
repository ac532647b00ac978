import "server-only";
import { NextResponse } from "next/server";
import type { Failure, FailureCode } from "@/lib/supabase/failure";

const STATUS: Record<FailureCode, number> = {
  signed_out: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  invalid: 400,
  too_fast: 429,
  unavailable: 503,
};

const NEVER_STORED = { "Cache-Control": "no-store" };

/** A JSON answer that no cache keeps. */
export function json(body: unknown, status = 200): NextResponse {
  return NextResponse.json(body, { status, headers: NEVER_STORED });
}

/** The answer of a route handler that could not do what was asked: `{ error: code }` with the fitting status. */
export function failed(failure: Omit<Failure, "ok">): NextResponse {
  const response = json({ error: failure.code }, STATUS[failure.code]);
  if (failure.retryAfterSeconds) response.headers.set("Retry-After", String(failure.retryAfterSeconds));
  return response;
}

/**
 * True when a request comes from a page of ours. Route handlers that change something, or hand out a token, ask this:
 * unlike server actions they have no check of their own.
 */
export function isSameOrigin(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site) return site === "same-origin";
  // Over plain http (a phone on a developer's network) browsers send no Sec-Fetch-Site, and no Origin with a GET.
  const origin = request.headers.get("origin") ?? request.headers.get("referer");
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  return origin !== null && URL.parse(origin)?.host === host;
}
