import { listConversations } from "@/lib/chat/queries";
import { failed, json } from "@/lib/http/route";

/** The list of conversations, whole: what a signal makes stale is read anew from here. */
export async function GET() {
  const list = await listConversations();
  return list.ok ? json(list.value) : failed(list);
}
