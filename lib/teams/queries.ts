import "server-only";
import { everyRow } from "@/lib/supabase/every-row";
import { type Failure, failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import type { ListedTeam, Team } from "./schema";

type Answer<T> = { ok: true; value: T } | Failure;

/** Every team that the reader may see, by name; archived ones too. */
export async function readTeams(): Promise<Answer<Team[]>> {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase
    .from("teams")
    .select("id, code, name, time_zone, primary_colour, secondary_colour, archived_at")
    .order("name");
  if (error) return failureOf(error, status, "teams");
  return {
    ok: true,
    value: data.map((team) => ({
      id: team.id,
      code: team.code,
      name: team.name,
      timeZone: team.time_zone,
      primaryColour: team.primary_colour,
      secondaryColour: team.secondary_colour,
      isArchived: team.archived_at !== null,
      archivedAt: team.archived_at,
    })),
  };
}

/** Every team by name, with how many people it has and awaits, as an organiser may see them. */
export async function listTeams(): Promise<Answer<ListedTeam[]>> {
  const [teams, people, awaited] = await Promise.all([
    readTeams(),
    countByTeam("users"),
    countByTeam("invitations"),
  ]);
  if (!teams.ok) return teams;
  if (!people.ok) return people;
  if (!awaited.ok) return awaited;
  return {
    ok: true,
    value: teams.value.map((team) => ({
      ...team,
      people: people.value.get(team.id) ?? 0,
      awaited: awaited.value.get(team.id) ?? 0,
    })),
  };
}

/** Of people those who may sign in, of invitations the open ones. */
async function countByTeam(table: "users" | "invitations"): Promise<Answer<Map<string, number>>> {
  const supabase = await supabaseForReader();
  const rows = await everyRow((from, to) => {
    const query =
      table === "users"
        ? supabase.from("users").select("team_id").is("deactivated_at", null)
        : supabase.from("invitations").select("team_id").is("accepted_at", null).is("revoked_at", null);
    return query.not("team_id", "is", null).order("id").range(from, to);
  }, table);
  if (!rows.ok) return rows;
  const counts = new Map<string, number>();
  for (const { team_id: id } of rows.value) if (id) counts.set(id, (counts.get(id) ?? 0) + 1);
  return { ok: true, value: counts };
}
