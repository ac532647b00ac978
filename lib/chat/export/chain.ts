import { createHash } from "node:crypto";
import { canonical } from "./canonical.ts";
import { type ConversationExport, FORMAT, type LogEvent, VERSION } from "./schema.ts";

const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");

/** What stands before the first event: of one conversation alone, so that no other's events fit behind it. */
export const origin = (teamId: string): string => sha256(`${FORMAT}/${VERSION}/${teamId}`);

/** An event's hash: over the one before it and all that the event says. */
export function hashAfter(previous: string, { hash: _, ...event }: LogEvent): string {
  return sha256(previous + canonical(event));
}

/** Over everything but itself. */
export function fingerprintOf({ fingerprint: _, ...rest }: ConversationExport): string {
  return sha256(canonical(rest));
}
