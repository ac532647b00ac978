import { storeMessage } from "@/lib/chat/sending";
import { failed, isSameOrigin, json } from "@/lib/http/route";

/**
 * Sends a message: the second door of the outbox, for when the action does not answer. Unlike an action it can be
 * aborted, waits for no other, and keeps its name when the site is deployed anew.
 */
export async function POST(request: Request, { params }: RouteContext<"/api/chat/[teamId]/messages">) {
  if (!isSameOrigin(request)) return failed({ code: "forbidden" });
  const body: unknown = await request.json().catch(() => null);
  const stored = await storeMessage({ ...(typeof body === "object" ? body : null), ...(await params) });
  if (stored.ok) return json({ message: stored.message });
  if (stored.code === "answered") return json({ error: stored.code, answer: stored.answer }, 409);
  return failed(stored);
}
