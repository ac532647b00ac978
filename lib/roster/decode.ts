import { BYTES_MAX } from "./limits";

export type DecodingProblem = "too_big" | "not_utf8";

/** The text of a chosen file. A byte order mark is no part of it. */
export function decode(bytes: Uint8Array): { ok: true; text: string } | { ok: false; code: DecodingProblem } {
  if (bytes.byteLength > BYTES_MAX) return { ok: false, code: "too_big" };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    // What is UTF-16 or a workbook may pass for UTF-8: no list of teams holds such characters.
    return text.includes("\0") ? { ok: false, code: "not_utf8" } : { ok: true, text };
  } catch {
    return { ok: false, code: "not_utf8" };
  }
}
