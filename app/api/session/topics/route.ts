import { failed, json } from "@/lib/http/route";
import { inboxTopics } from "@/lib/realtime/queries";
import { readerToken } from "@/lib/supabase/server";

/** The present names of the topics that say what is new for the reader: asked again when one of them has moved. */
export async function GET() {
  const topics = (await readerToken()) && (await inboxTopics());
  return topics ? json(topics) : failed({ code: "signed_out" });
}
