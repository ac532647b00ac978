import "server-only";
import { type Failure, failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import { readTournament } from "@/lib/tournament/queries";
import { addressSchema, type Standing } from "./schema";

/** Every team, and where these addresses are: what a plan has to know. For organisers. */
export async function readStanding(addresses: string[]): Promise<{ ok: true; value: Standing } | Failure> {
  const supabase = await supabaseForReader();
  const [tournament, teams, known] = await Promise.all([
    readTournament(),
    supabase.from("teams").select("code, name, time_zone, primary_colour, secondary_colour, archived_at"),
    supabase.rpc("find_addresses", { addresses }),
  ]);
  if (!tournament.ok) return tournament;
  if (teams.error) return failureOf(teams.error, teams.status, "teams");
  if (known.error) return failureOf(known.error, known.status, "find_addresses");
  return {
    ok: true,
    value: {
      timeZone: tournament.value.timeZone,
      teams: teams.data.map((team) => ({
        code: team.code,
        name: team.name,
        timeZone: team.time_zone,
        primaryColour: team.primary_colour,
        secondaryColour: team.secondary_colour,
        isArchived: team.archived_at !== null,
      })),
      addresses: addressSchema
        .array()
        .parse(known.data)
        .map(({ team_code: teamCode, ...address }) => ({ ...address, teamCode })),
    },
  };
}
