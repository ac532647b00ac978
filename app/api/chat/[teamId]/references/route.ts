import { z } from "zod";
import { readReferences } from "@/lib/chat/queries";
import { referredSchema } from "@/lib/chat/references/schema";
import { failed, isSameOrigin, json } from "@/lib/http/route";

const schema = referredSchema.extend({ teamId: z.uuid() });

/** How the tasks and documents stand that messages refer to. A POST for its many ids: it changes nothing. */
export async function POST(request: Request, { params }: RouteContext<"/api/chat/[teamId]/references">) {
  if (!isSameOrigin(request)) return failed({ code: "forbidden" });
  const body: unknown = await request.json().catch(() => null);
  const input = schema.safeParse({ ...(typeof body === "object" ? body : null), ...(await params) });
  if (!input.success) return failed({ code: "invalid" });
  const { teamId, tasks, documents } = input.data;
  const references = await readReferences(teamId, tasks, documents);
  return references.ok ? json(references.value) : failed(references);
}
