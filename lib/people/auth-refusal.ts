import type { AuthError } from "@supabase/supabase-js";
import { isAuthUnavailable } from "@/lib/supabase/failure";

/** What Auth refuses, whatever was asked: too much of it, or it is out of reach. `seconds`: how long to wait, 0 for unknown. */
export type AuthRefusal = { error: "too_fast" | "unavailable"; seconds: number };

/** @returns null for a refusal that is about what was asked: only the caller can word it */
export function authRefusal(error: AuthError, context: string): AuthRefusal | null {
  if (error.status === 429) return { error: "too_fast", seconds: waitSeconds(error) };
  if (!isAuthUnavailable(error)) return null;
  console.error(`${context}: ${error.status} ${error.code} ${error.message}`);
  return { error: "unavailable", seconds: 0 };
}

/** Auth says it in a sentence alone: "you can only request this after 42 seconds". */
function waitSeconds({ message }: AuthError): number {
  const seconds = /after (\d+) seconds?/.exec(message)?.[1];
  return seconds === undefined ? 0 : Math.max(1, Number(seconds));
}
