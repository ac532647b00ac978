import { z } from "zod";
import { readHistory } from "@/lib/chat/queries";
import { failed, json } from "@/lib/http/route";

const schema = z.object({ teamId: z.uuid(), before: z.coerce.number().int().positive() });

/** The page of messages before a place, oldest first. */
export async function GET(request: Request, { params }: RouteContext<"/api/chat/[teamId]/history">) {
  const before = new URL(request.url).searchParams.get("before");
  const input = schema.safeParse({ ...(await params), before });
  if (!input.success) return failed({ code: "invalid" });
  const page = await readHistory(input.data.teamId, input.data.before);
  return page.ok ? json(page.value) : failed(page);
}
