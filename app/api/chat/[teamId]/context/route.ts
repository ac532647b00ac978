import { z } from "zod";
import { readTeamContext } from "@/lib/chat/context/queries";
import { failed, json } from "@/lib/http/route";
import { currentPerson } from "@/lib/people/queries";

const schema = z.object({ teamId: z.uuid() });

/** What is due, what came in, and who belongs to a team, for the organisers who write to it. */
export async function GET(_request: Request, { params }: RouteContext<"/api/chat/[teamId]/context">) {
  const input = schema.safeParse(await params);
  if (!input.success) return failed({ code: "invalid" });
  const person = await currentPerson();
  if (!person) return failed({ code: "signed_out" });
  if (person.role !== "admin") return failed({ code: "not_found" });
  const context = await readTeamContext(input.data.teamId);
  return context.ok ? json(context.value) : failed(context);
}
