import { z } from "zod";
import { readFollowing } from "@/lib/chat/queries";
import { failed, json } from "@/lib/http/route";

const schema = z.object({
  teamId: z.uuid(),
  after: z.coerce
    .number()
    .int()
    .positive()
    .max(2 ** 31 - 1),
});

/** The page of messages after a place, oldest first. */
export async function GET(request: Request, { params }: RouteContext<"/api/chat/[teamId]/following">) {
  const after = new URL(request.url).searchParams.get("after");
  const input = schema.safeParse({ ...(await params), after });
  if (!input.success) return failed({ code: "invalid" });
  const page = await readFollowing(input.data.teamId, input.data.after);
  return page.ok ? json(page.value) : failed(page);
}
