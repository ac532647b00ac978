import "server-only";
import { z } from "zod";
import { supabaseForReader } from "@/lib/supabase/server";

const topicsSchema = z.object({
  portal: z.string().nullable(),
  user: z.string().nullable(),
  admin: z.string().nullable(),
  team: z.string().nullable(),
});

/**
 * The present names of the topics that say what is new for the reader: their own, and the organisers' or their team's.
 * @returns null when the session has ended
 */
export async function inboxTopics(): Promise<string[] | null> {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("my_topics");
  if (status === 401) return null;
  if (error) throw new Error(`The topics could not be read: ${error.message}`);
  const topics = topicsSchema.parse(data);
  return [topics.user, topics.admin ?? topics.team].filter((name) => name !== null);
}
