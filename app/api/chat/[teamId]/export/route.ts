import { z } from "zod";
import { FINGERPRINT_HEADER, FORMATS, fileName, MIME_TYPES } from "@/lib/chat/export/file";
import { htmlOf } from "@/lib/chat/export/html/page";
import { exportConversation } from "@/lib/chat/exporting";
import { failed, isSameOrigin } from "@/lib/http/route";

const schema = z.object({ teamId: z.uuid(), format: z.enum(FORMATS) });

/** A conversation as a file, for organisers. A POST: each one is recorded. */
export async function POST(request: Request, { params }: RouteContext<"/api/chat/[teamId]/export">) {
  if (!isSameOrigin(request)) return failed({ code: "forbidden" });
  const format = new URL(request.url).searchParams.get("format");
  const input = schema.safeParse({ ...(await params), format });
  if (!input.success) return failed({ code: "invalid" });
  const exported = await exportConversation(input.data.teamId);
  if (!exported.ok) return failed(exported);
  const { json, document } = exported.value;
  const file = new Blob([input.data.format === "json" ? json : htmlOf(document)]);
  // As a stream: a long conversation is more than some platforms let an answer have in one piece.
  return new Response(file.stream(), {
    headers: {
      "Content-Type": MIME_TYPES[input.data.format],
      "Content-Disposition": `attachment; filename="${fileName(document, input.data.format)}"`,
      "Cache-Control": "no-store",
      [FINGERPRINT_HEADER]: document.fingerprint,
    },
  });
}
