import { failed, json } from "@/lib/http/route";
import { readInbox } from "@/lib/notifications/queries";

/** The reader's newest notifications and how many are unread, whole: what a signal makes stale is read anew from here. */
export async function GET() {
  const inbox = await readInbox();
  return inbox.ok ? json(inbox.value) : failed(inbox);
}
