import "server-only";
import { z } from "zod";
import { supabaseForReader } from "@/lib/supabase/server";

const topicsSchema = z.object({
  portal: z.string().nullable(),
  user: z.string().nullable(),
  admin: z.string().nullable(),
  team: z.string().nullable(),
});

/** The present names of the topics the reader may join; null for those they may not. */
export async function myTopics() {
  const supabase = await supabaseForReader();
  const { data, error } = await supabase.rpc("my_topics");
  if (error) throw new Error(`The topics could not be read: ${error.message}`);
  return topicsSchema.parse(data);
}
