import { z } from "zod";
import { readWindow } from "@/lib/chat/queries";
import { failed, json } from "@/lib/http/route";

const schema = z.object({
  teamId: z.uuid(),
  around: z.coerce
    .number()
    .int()
    .positive()
    .max(2 ** 31 - 1),
});

/** The messages around a place, and the head: where a link to a message leads, or where one left off. */
export async function GET(request: Request, { params }: RouteContext<"/api/chat/[teamId]/window">) {
  const around = new URL(request.url).searchParams.get("around");
  const input = schema.safeParse({ ...(await params), around });
  if (!input.success) return failed({ code: "invalid" });
  const reading = await readWindow(input.data.teamId, input.data.around);
  return reading.ok ? json(reading.value) : failed(reading);
}
