import { z } from "zod";
import { readChanges } from "@/lib/chat/queries";
import { failed, json } from "@/lib/http/route";

const schema = z.object({ teamId: z.uuid(), since: z.coerce.number().int().nonnegative() });

/** What changed after `since`, and the head: the catch-up. */
export async function GET(request: Request, { params }: RouteContext<"/api/chat/[teamId]/changes">) {
  const since = new URL(request.url).searchParams.get("since");
  const input = schema.safeParse({ ...(await params), since });
  if (!input.success) return failed({ code: "invalid" });
  const reading = await readChanges(input.data.teamId, input.data.since);
  return reading.ok ? json(reading.value) : failed(reading);
}
