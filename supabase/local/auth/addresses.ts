import { z } from "zod";
import { invalid } from "./answer.ts";

/** In small letters. @throws AuthRefusal when it is none */
export function requireEmail(email: string | undefined): string {
  if (!email) throw invalid("An email address is required");
  if (!z.email().safeParse(email).success) throw invalid("Unable to validate email address: invalid format");
  return email.toLowerCase();
}
