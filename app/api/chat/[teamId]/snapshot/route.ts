import { z } from "zod";
import { readSnapshot } from "@/lib/chat/queries";
import { failed, json } from "@/lib/http/route";

const schema = z.object({ teamId: z.uuid() });

/** The newest messages with their head, for a tab that is far behind. */
export async function GET(_request: Request, { params }: RouteContext<"/api/chat/[teamId]/snapshot">) {
  const input = schema.safeParse(await params);
  if (!input.success) return failed({ code: "invalid" });
  const reading = await readSnapshot(input.data.teamId);
  return reading.ok ? json(reading.value) : failed(reading);
}
