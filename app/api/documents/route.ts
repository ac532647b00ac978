import { refusalResponse } from "@/lib/documents/response";
import { offerSchema } from "@/lib/documents/schema";
import { offerUpload } from "@/lib/documents/uploading";
import { failed, isSameOrigin, json } from "@/lib/http/route";

/** Gives an address that takes one file. A route and not an action, for several are asked for at once. */
export async function POST(request: Request) {
  if (!isSameOrigin(request)) return failed({ code: "forbidden" });
  const offer = offerSchema.safeParse(await request.json().catch(() => null));
  if (!offer.success) return failed({ code: "invalid" });
  const offered = await offerUpload(offer.data, request.headers.get("host"));
  return offered.ok ? json(offered.value) : refusalResponse(offered);
}
