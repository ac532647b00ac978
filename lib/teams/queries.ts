import "server-only";
import { type Failure, failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import type { ListedTeam } from "./schema";

/** PostgREST gives no more rows than this at once (config.toml, max_rows). */
const PAGE = 1000;

/** Every team by name, with how many people it has and awaits, as an organiser may see them. */
export async function listTeams(): Promise<{ ok: true; value: ListedTeam[] } | Failure> {
  const supabase = await supabaseForReader();
  const [teams, people, awaited] = await Promise.all([
    supabase
      .from("teams")
      .select("id, code, name, time_zone, primary_colour, secondary_colour, archived_at")
      .order("name"),
    countByTeam("users"),
    countByTeam("invitations"),
  ]);
  if (teams.error) return failureOf(teams.error, teams.status, "teams");
  if (!people.ok) return people;
  if (!awaited.ok) return awaited;
  return {
    ok: true,
    value: teams.data.map((team) => ({
      id: team.id,
      code: team.code,
      name: team.name,
      timeZone: team.time_zone,
      primaryColour: team.primary_colour,
      secondaryColour: team.secondary_colour,
      archivedAt: team.archived_at,
      people: people.value.get(team.id) ?? 0,
      awaited: awaited.value.get(team.id) ?? 0,
    })),
  };
}

/** Of people those who may sign in, of invitations the open ones. */
async function countByTeam(
  table: "users" | "invitations",
): Promise<{ ok: true; value: Map<string, number> } | Failure> {
  const supabase = await supabaseForReader();
  const counts = new Map<string, number>();
  for (let from = 0; ; from += PAGE) {
    const query =
      table === "users"
        ? supabase.from("users").select("team_id").is("deactivated_at", null)
        : supabase.from("invitations").select("team_id").is("accepted_at", null).is("revoked_at", null);
    const { data, error, status } = await query
      .not("team_id", "is", null)
      .order("id")
      .range(from, from + PAGE - 1);
    if (error) return failureOf(error, status, table);
    for (const { team_id: id } of data) if (id) counts.set(id, (counts.get(id) ?? 0) + 1);
    if (data.length < PAGE) return { ok: true, value: counts };
  }
}
