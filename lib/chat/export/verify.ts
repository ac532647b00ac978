import type { z } from "zod";
import { canonical } from "./canonical.ts";
import { findingsIn } from "./findings.ts";
import { htmlOf, jsonInside } from "./html/page.ts";
import { type ConversationExport, exportSchema } from "./schema.ts";

/** What a file is: an export and all that is wrong with it (nothing, when it is as it was made), or no export at all. */
export type Verdict = {
  readonly kind: "json" | "html";
  readonly document: ConversationExport | null;
  readonly findings: readonly string[];
};

/** Reads a file that should be an export, and holds every byte of it against what it must be. */
export function verify(bytes: Uint8Array): Verdict {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = file.toString("utf8");
  const kind = text.trimStart().startsWith("{") ? "json" : "html";
  const verdict = (document: ConversationExport | null, ...findings: string[]) =>
    ({ kind, document, findings }) as const;

  // What is no UTF-8 does not come back as it was.
  const broken = firstDifference(Buffer.from(text, "utf8"), file);
  if (broken !== null) return verdict(null, `Byte ${broken + 1} is no UTF-8.`);
  const json = kind === "json" ? text : jsonInside(text);
  if (json === null) return verdict(null, "It is neither JSON nor a page that has an export inside.");

  const read = parse(json);
  if (!read.ok) return verdict(null, read.finding);
  const wanted = Buffer.from(kind === "json" ? canonical(read.document) : htmlOf(read.document), "utf8");
  const findings = findingsIn(read.document);
  const changed = firstDifference(wanted, file);
  if (changed !== null) findings.push(`${where(wanted, changed)}: ${excerpt(wanted, file, changed)}.`);
  return verdict(read.document, ...findings);
}

type Parsed = { ok: true; document: ConversationExport } | { ok: false; finding: string };

function parse(json: string): Parsed {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return { ok: false, finding: `It is no JSON: ${error instanceof Error ? error.message : error}.` };
  }
  const parsed = exportSchema.safeParse(value);
  if (parsed.success) return { ok: true, document: parsed.data };
  const [issue] = parsed.error.issues;
  return {
    ok: false,
    finding: `It is no export of a conversation: ${issue ? sentence(issue) : "another shape"}.`,
  };
}

function sentence({ path, message }: z.core.$ZodIssue): string {
  const [list, index, ...rest] = path;
  if (list === "events" && typeof index === "number")
    return `event ${index + 1}, ${rest.join(".")}: ${message}`;
  return `${path.join(".")}: ${message}`;
}

/** The first place in which two files differ; null where they do not. */
function firstDifference(one: Buffer, other: Buffer): number | null {
  if (one.equals(other)) return null;
  const shorter = Math.min(one.length, other.length);
  for (let place = 0; place < shorter; place += 1) if (one[place] !== other[place]) return place;
  return shorter;
}

/** By the last event of a page that begins before it, where there is one. */
function where(wanted: Buffer, place: number): string {
  const line = wanted.subarray(0, place).lastIndexOf('<li id="r');
  const revision = line < 0 ? null : /\d+/.exec(wanted.subarray(line, line + 24).toString("utf8"))?.[0];
  return `Byte ${place + 1}${revision ? ` (at or after revision ${revision})` : ""} is not as it was written`;
}

function excerpt(wanted: Buffer, file: Buffer, place: number): string {
  const around = (buffer: Buffer) =>
    JSON.stringify(buffer.subarray(Math.max(0, place - 16), place + 16).toString("utf8"));
  return `${around(file)} instead of ${around(wanted)}`;
}

/** What tells against a file being an earlier export of the same conversation as another. */
export function findingsBetween(earlier: ConversationExport, later: ConversationExport): string[] {
  if (earlier.about.conversation.team_id !== later.about.conversation.team_id)
    return ["The earlier file is the export of another conversation."];
  if (earlier.events.length > later.events.length)
    return [
      `The earlier file has ${earlier.events.length} events, more than the ${later.events.length} of this one.`,
    ];
  const parted = earlier.events.findIndex((event, index) => event.hash !== later.events[index]?.hash);
  return parted < 0 ? [] : [`From event ${parted + 1} on the earlier file tells something else.`];
}
