import { z } from "zod";
import { markUnread } from "@/lib/chat/reading";
import { failed, isSameOrigin, json } from "@/lib/http/route";

const schema = z.object({ teamId: z.uuid(), from: z.int().positive() });

/** Moves the reader's cursor back: from this place on nothing is read. */
export async function POST(request: Request, { params }: RouteContext<"/api/chat/[teamId]/unread">) {
  if (!isSameOrigin(request)) return failed({ code: "forbidden" });
  const body: unknown = await request.json().catch(() => null);
  const input = schema.safeParse({ ...(typeof body === "object" ? body : null), ...(await params) });
  if (!input.success) return failed({ code: "invalid" });
  const marked = await markUnread(input.data.teamId, input.data.from);
  return marked.ok ? json({ last_read_seq: marked.value }) : failed(marked);
}
