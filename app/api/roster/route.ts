import { after } from "next/server";
import { failed, isSameOrigin, json } from "@/lib/http/route";
import { sendInvitation } from "@/lib/people/invitations/mail";
import { importRoster } from "@/lib/roster/import";
import { mailAll } from "@/lib/roster/mailing";
import { importSchema, type Progress } from "@/lib/roster/schema";

/** In seconds: for some hundred mails. */
export const maxDuration = 300;

const HEADERS = {
  "Content-Type": "application/x-ndjson; charset=utf-8",
  // Whoever compresses collects first.
  "Cache-Control": "no-store, no-transform",
  "X-Accel-Buffering": "no",
};

/**
 * Imports teams and people as a preview has shown them, all or nothing. Once that is done it tells line by line how the
 * mails go out, which they do whether or not anybody is left to hear of it.
 */
export async function POST(request: Request) {
  if (!isSameOrigin(request)) return failed({ code: "forbidden" });
  const body = importSchema.safeParse(await request.json().catch(() => null));
  if (!body.success) return failed({ code: "invalid" });
  const imported = await importRoster(body.data);
  if (!imported.ok) {
    const { code } = imported;
    return code === "stale" ? json({ error: code }, 409) : failed({ ...imported, code });
  }

  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const encoder = new TextEncoder();
  // Whoever has left the page hears nothing: that is no reason to stop.
  const tell = (progress: Progress) =>
    void writer.write(encoder.encode(`${JSON.stringify(progress)}\n`)).catch(() => undefined);
  tell({ event: "imported", mails: imported.made.length });
  const mailing = mailAll(imported.made, sendInvitation, tell).finally(() =>
    writer.close().catch(() => undefined),
  );
  after(() => mailing);
  return new Response(readable, { headers: HEADERS });
}
