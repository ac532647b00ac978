import { z } from "zod";
import { failed, isSameOrigin, json } from "@/lib/http/route";
import { readNotification } from "@/lib/notifications/reading";

const schema = z.object({ id: z.uuid() });

/**
 * Marks one of the reader's own notifications as read; again, it answers the same. A route and not an action: a click on a
 * notification leads away, and the request outlives the page.
 */
export async function PATCH(request: Request, { params }: RouteContext<"/api/notifications/[id]/read">) {
  if (!isSameOrigin(request)) return failed({ code: "forbidden" });
  const input = schema.safeParse(await params);
  // What is none's id is nobody's notification, as somebody else's is not the reader's.
  if (!input.success) return failed({ code: "not_found" });
  const read = await readNotification(input.data.id);
  return read.ok ? json({ ok: true }) : failed(read);
}
