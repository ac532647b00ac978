import "server-only";
import { cache } from "react";
import { supabaseForReader } from "@/lib/supabase/server";
import { loadPerson, STRANGER } from "./person";

/**
 * The person of this request, read once. Null for everyone whom the portal does not admit: signed out, expired, or
 * in no tournament. The middleware has already sent those elsewhere; whoever composes a page may rely on it twice.
 */
export const currentPerson = cache(async () => {
  const person = await loadPerson(await supabaseForReader());
  return person === STRANGER ? null : person;
});
