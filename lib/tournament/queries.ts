import "server-only";
import { type Failure, failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import { minutesIn } from "./leads";
import type { Tournament } from "./schema";

/** The tournament as it is set up. The leads in the order in which they are stored. */
export async function readTournament(): Promise<{ ok: true; value: Tournament } | Failure> {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase
    .from("tournament")
    .select("name, venue, time_zone, reminder_leads")
    .maybeSingle();
  if (error) return failureOf(error, status, "tournament");
  if (!data) return { ok: false, code: "not_found" };
  return {
    ok: true,
    value: {
      name: data.name,
      venue: data.venue,
      timeZone: data.time_zone,
      leads: data.reminder_leads.map(minutesIn),
    },
  };
}
