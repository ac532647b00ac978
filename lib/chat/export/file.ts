import type { ConversationExport } from "./schema.ts";

export const FORMATS = ["html", "json"] as const;
export type Format = (typeof FORMATS)[number];

export const MIME_TYPES: Record<Format, string> = {
  html: "text/html; charset=utf-8",
  json: "application/json; charset=utf-8",
};

/** Where an answer says by which fingerprint its export is known. */
export const FINGERPRINT_HEADER = "rinkside-fingerprint";

/** Says whose log it is, of which day, and which of that day's: "rinkside-SWE-2026-11-24-1f0c9a2b.html". */
export function fileName({ about, fingerprint }: ConversationExport, format: Format): string {
  const day = about.exported_at.slice(0, 10);
  return `rinkside-${about.conversation.code}-${day}-${fingerprint.slice(0, 8)}.${format}`;
}
