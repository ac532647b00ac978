import { failed, isSameOrigin, json } from "@/lib/http/route";
import { markPageRead } from "@/lib/pages/reading";
import { seenPageSchema } from "@/lib/pages/schema";

/** Notes that the reader has read a page. A route and not an action: it happens by itself, and must hold up nothing. */
export async function POST(request: Request, { params }: RouteContext<"/api/pages/[id]/read">) {
  if (!isSameOrigin(request)) return failed({ code: "forbidden" });
  const body: unknown = await request.json().catch(() => null);
  const input = seenPageSchema.safeParse({ ...(typeof body === "object" ? body : null), ...(await params) });
  if (!input.success) return failed({ code: "invalid" });
  const marked = await markPageRead(input.data);
  return marked.ok ? json({ seen_revision: marked.value }) : failed(marked);
}
