import { refusalResponse } from "@/lib/documents/response";
import { confirmationSchema } from "@/lib/documents/schema";
import { confirmUpload } from "@/lib/documents/uploading";
import { failed, isSameOrigin, json } from "@/lib/http/route";

/** Makes a document of what was uploaded, if it is what it says. Asked again, it answers the same. */
export async function POST(request: Request, { params }: RouteContext<"/api/documents/[id]/confirm">) {
  if (!isSameOrigin(request)) return failed({ code: "forbidden" });
  const body: unknown = await request.json().catch(() => null);
  const asked = confirmationSchema.safeParse({
    ...(typeof body === "object" ? body : null),
    ...(await params),
  });
  if (!asked.success) return failed({ code: "invalid" });
  const confirmed = await confirmUpload(asked.data);
  return confirmed.ok ? json({ ok: true }) : refusalResponse(confirmed);
}
