import { failed, json } from "@/lib/http/route";
import { inboxTopics } from "@/lib/realtime/queries";
import { readerToken } from "@/lib/supabase/server";

/** The present names of the topics that say what is new for the reader: asked again when one of them has moved. */
export async function GET() {
  if (!(await readerToken())) return failed({ code: "signed_out" });
  return json(await inboxTopics());
}
