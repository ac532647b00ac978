import type { SupabaseClient } from "@supabase/supabase-js";
import type { Database } from "@/lib/supabase/database.types";
import type { Person } from "./schema";

/** Someone who is signed in, but belongs to no tournament here. */
export const STRANGER = "stranger";

/**
 * Asks Postgres who the reader is. One call, which also proves the token: no other check of it is needed.
 * @returns null when the reader is signed out
 * @throws when Supabase cannot be reached or fails
 */
export async function loadPerson(
  supabase: SupabaseClient<Database>,
): Promise<Person | typeof STRANGER | null> {
  const { data, error, status } = await supabase.rpc("my_profile").maybeSingle();
  if (error) {
    // 401: the token has expired or was never one. 42501: no token at all, so the call ran as anon.
    if (status === 401 || error.code === "42501") return null;
    throw new Error(`The profile could not be read: ${status} ${error.message}`);
  }
  if (!data) return STRANGER;
  return {
    id: data.id,
    fullName: data.full_name,
    role: data.role,
    timeZone: data.time_zone,
    locale: data.locale,
    team:
      (data.team_id && {
        id: data.team_id,
        code: data.team_code,
        name: data.team_name,
        primaryColour: data.primary_colour,
        secondaryColour: data.secondary_colour,
      }) ||
      null,
    tournamentName: data.tournament_name,
  };
}

/** True for those whom the portal admits: organisers, and members of a team. */
export function isAdmitted(person: Person): boolean {
  return person.role === "admin" || person.team !== null;
}
