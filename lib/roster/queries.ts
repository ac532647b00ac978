import "server-only";
import { type Failure, failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import { readTeams } from "@/lib/teams/queries";
import { readTournament } from "@/lib/tournament/queries";
import { addressSchema, type Standing } from "./schema";

/** Every team, and where these addresses are: what a plan has to know. For organisers. */
export async function readStanding(addresses: string[]): Promise<{ ok: true; value: Standing } | Failure> {
  const supabase = await supabaseForReader();
  const [tournament, teams, known] = await Promise.all([
    readTournament(),
    readTeams(),
    supabase.rpc("find_addresses", { addresses }),
  ]);
  if (!tournament.ok) return tournament;
  if (!teams.ok) return teams;
  if (known.error) return failureOf(known.error, known.status, "find_addresses");
  return {
    ok: true,
    value: {
      timeZone: tournament.value.timeZone,
      teams: teams.value,
      addresses: addressSchema
        .array()
        .parse(known.data)
        .map(({ team_code: teamCode, ...address }) => ({ ...address, teamCode })),
    },
  };
}
