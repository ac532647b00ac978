import { z } from "zod";
import { failed, json } from "@/lib/http/route";
import { readNotes } from "@/lib/notes/queries";

const schema = z.object({ teamId: z.uuid() });

/** The notes beside a conversation, whole, as live events only say that they have changed. Organisers' alone. */
export async function GET(_request: Request, { params }: RouteContext<"/api/chat/[teamId]/notes">) {
  const input = schema.safeParse(await params);
  if (!input.success) return failed({ code: "invalid" });
  const notes = await readNotes(input.data.teamId);
  return notes.ok ? json(notes.value) : failed(notes);
}
