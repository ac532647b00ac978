import { z } from "zod";
import { readHead } from "@/lib/chat/queries";
import { failed, json } from "@/lib/http/route";

const schema = z.object({ teamId: z.uuid() });

/** How far the conversation has come: the probe of a page that heard nothing, and wants to know that nothing was said. */
export async function GET(_request: Request, { params }: RouteContext<"/api/chat/[teamId]/head">) {
  const input = schema.safeParse(await params);
  if (!input.success) return failed({ code: "invalid" });
  const head = await readHead(input.data.teamId);
  return head.ok ? json(head.value) : failed(head);
}
