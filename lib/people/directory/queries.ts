import "server-only";
import { everyRow } from "@/lib/supabase/every-row";
import type { Failure } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import { readTeams } from "@/lib/teams/queries";
import type { Directory, DirectoryPerson } from "./schema";

/** Everybody and every team, by name, as an organiser may see them. */
export async function readDirectory(): Promise<{ ok: true; value: Directory } | Failure> {
  const [people, teams] = await Promise.all([readPeople(), readTeams()]);
  if (!people.ok) return people;
  if (!teams.ok) return teams;
  return { ok: true, value: { people: people.value, teams: teams.value } };
}

async function readPeople(): Promise<{ ok: true; value: DirectoryPerson[] } | Failure> {
  const supabase = await supabaseForReader();
  const people = await everyRow(
    (from, to) =>
      supabase
        .from("users")
        .select("id, full_name, role, team_id, created_at, deactivated_at")
        .order("full_name")
        .order("id")
        .range(from, to),
    "users",
  );
  if (!people.ok) return people;
  return {
    ok: true,
    value: people.value.map((person) => ({
      id: person.id,
      fullName: person.full_name,
      role: person.role,
      teamId: person.team_id,
      createdAt: person.created_at,
      deactivatedAt: person.deactivated_at,
    })),
  };
}
