import { z } from "zod";
import { readReaders } from "@/lib/chat/queries";
import { failed, json } from "@/lib/http/route";

const schema = z.object({ teamId: z.uuid() });

/** Who has seen how much of the conversation: whole, as live events only say that somebody has read on. */
export async function GET(_request: Request, { params }: RouteContext<"/api/chat/[teamId]/readers">) {
  const input = schema.safeParse(await params);
  if (!input.success) return failed({ code: "invalid" });
  const readers = await readReaders(input.data.teamId);
  return readers.ok ? json(readers.value) : failed(readers);
}
