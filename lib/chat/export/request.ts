import { z } from "zod";
import { asPerson } from "@/lib/http/person-header";
import { FINGERPRINT_HEADER, type Format } from "./file";

const fingerprint = z.string().regex(/^[0-9a-f]{64}$/);
const failure = z.object({ error: z.enum(["signed_out", "forbidden", "not_found", "too_fast"]) });
const NAME = /filename="([\w.-]+)"/;

export type ExportFailure = z.infer<typeof failure>["error"] | "unavailable";
export type ExportAnswer =
  | { ok: true; file: Blob; name: string; fingerprint: string }
  | { ok: false; code: ExportFailure };

/** Asks the site for an export, as the person whose page this is. */
export async function requestExport(teamId: string, personId: string, format: Format): Promise<ExportAnswer> {
  try {
    const response = await fetch(`/api/chat/${teamId}/export?format=${format}`, {
      method: "POST",
      headers: asPerson(personId),
    });
    if (!response.ok) {
      const refused = failure.safeParse(await response.json().catch(() => null));
      return { ok: false, code: refused.success ? refused.data.error : "unavailable" };
    }
    const known = fingerprint.safeParse(response.headers.get(FINGERPRINT_HEADER));
    const name = NAME.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
    if (!known.success || !name) return { ok: false, code: "unavailable" };
    return { ok: true, file: await response.blob(), name, fingerprint: known.data };
  } catch (error) {
    console.warn("The site did not answer", error);
    return { ok: false, code: "unavailable" };
  }
}
