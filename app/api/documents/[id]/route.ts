import { z } from "zod";
import { findDownload, PICTURE_SECONDS } from "@/lib/documents/queries";
import { translator } from "@/lib/i18n/translator";
import { currentPerson } from "@/lib/people/queries";
import type { FailureCode } from "@/lib/supabase/failure";

const schema = z.object({ id: z.uuid() });

/**
 * Leads to the file, which comes as an attachment under its own name, by an address that is good for a minute. With `?inline`
 * a picture comes to be shown.
 */
export async function GET(request: Request, { params }: RouteContext<"/api/documents/[id]">) {
  const person = await currentPerson();
  if (!person) return sentence("signed_out", 401);
  const input = schema.safeParse(await params);
  if (!input.success) return sentence("not_found", 404, person.locale);
  const inline = new URL(request.url).searchParams.has("inline");
  const found = await findDownload(input.data.id, request.headers.get("host"), inline);
  if (!found.ok) return sentence(found.code, found.code === "not_found" ? 404 : 503, person.locale);
  const headers = new Headers({ Location: found.value.address, "Cache-Control": "no-store" });
  if (found.value.isShown) {
    // For this reader alone: whoever signs in after them asks anew.
    headers.set("Cache-Control", `private, max-age=${PICTURE_SECONDS}`);
    headers.set("Vary", "Cookie");
  }
  return new Response(null, { status: 303, headers });
}

/** Whoever followed a link reads the answer, in the place of the file. */
function sentence(code: FailureCode, status: number, locale?: string): Response {
  const t = translator(locale);
  const text = t(
    `documents.download.${code === "not_found" || code === "signed_out" ? code : "unavailable"}`,
  );
  return new Response(`${text}\n`, {
    status,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
  });
}
