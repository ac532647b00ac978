import { z } from "zod";
import { markRead } from "@/lib/chat/reading";
import { failed, isSameOrigin, json } from "@/lib/http/route";

const schema = z.object({ teamId: z.uuid(), seq: z.int().positive() });

/** Moves the reader's cursor forward. A route and not an action: actions run one at a time, and this must not hold up a send. */
export async function POST(request: Request, { params }: RouteContext<"/api/chat/[teamId]/read">) {
  if (!isSameOrigin(request)) return failed({ code: "forbidden" });
  const body: unknown = await request.json().catch(() => null);
  const input = schema.safeParse({ ...(typeof body === "object" ? body : null), ...(await params) });
  if (!input.success) return failed({ code: "invalid" });
  const marked = await markRead(input.data.teamId, input.data.seq);
  return marked.ok ? json({ last_read_seq: marked.value }) : failed(marked);
}
