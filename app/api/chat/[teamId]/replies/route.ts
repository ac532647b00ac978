import { z } from "zod";
import { failed, json } from "@/lib/http/route";
import { currentPerson } from "@/lib/people/queries";
import { readReplies } from "@/lib/replies/queries";

const schema = z.object({ teamId: z.uuid() });

/** The canned replies, and what they say in this conversation. Organisers' alone. */
export async function GET(_request: Request, { params }: RouteContext<"/api/chat/[teamId]/replies">) {
  const input = schema.safeParse(await params);
  if (!input.success) return failed({ code: "invalid" });
  const person = await currentPerson();
  if (!person) return failed({ code: "signed_out" });
  if (person.role !== "admin") return failed({ code: "not_found" });
  const replies = await readReplies(input.data.teamId, new Date());
  return replies.ok ? json(replies.value) : failed(replies);
}
