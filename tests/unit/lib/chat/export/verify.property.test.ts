import { fc, test } from "@fast-check/vitest";
import { describe, expect, vi } from "vitest";
import { canonical } from "@/lib/chat/export/canonical";
import { htmlOf } from "@/lib/chat/export/html/page";
import type { ConversationExport } from "@/lib/chat/export/schema";
import { findingsBetween, verify } from "@/lib/chat/export/verify";
import { act, exportOf, sealed, story } from "./samples";

// Thousands of pages are written.
vi.setConfig({ testTimeout: 60_000 });

const acts = fc.array(act, { maxLength: 12 });
const formats = { json: canonical, html: htmlOf } as const;
const format = fc.constantFrom("json" as const, "html" as const);
const bytesOf = (document: ConversationExport, format: "json" | "html") =>
  Buffer.from(formats[format](document));
const whole = { findings: [] };

test.prop([acts, format])("what was exported verifies, and is the same after", (acts, format) => {
  const document = exportOf(acts);
  expect(verify(bytesOf(document, format))).toEqual({ kind: format, document, ...whole });
});

/** A change of a file by at least one byte, anywhere. */
const change = fc.record({
  kind: fc.constantFrom("flip", "put", "take", "cut", "append", "swap"),
  // Of the file's length: a fraction of it, for the file is not known yet.
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  bit: fc.nat(7),
  byte: fc.nat(255),
});

function changed(
  file: Buffer,
  { kind, at, bit, byte }: { kind: string; at: number; bit: number; byte: number },
): Buffer {
  const place = Math.floor(at * file.length);
  const copy = Buffer.from(file);
  if (kind === "flip") copy[place] = (copy[place] ?? 0) ^ (1 << bit);
  if (kind === "put") return Buffer.concat([file.subarray(0, place), Buffer.of(byte), file.subarray(place)]);
  if (kind === "take") return Buffer.concat([file.subarray(0, place), file.subarray(place + 1)]);
  if (kind === "cut") return Buffer.from(file.subarray(0, place));
  if (kind === "append") return Buffer.concat([file, Buffer.of(byte)]);
  if (kind === "swap") [copy[place], copy[place - 1]] = [copy[place - 1] ?? 0, copy[place] ?? 0];
  return copy;
}

test.prop([acts, format, change], { numRuns: 1_500 })(
  "any byte that is changed anywhere is found",
  (acts, format, change) => {
    const file = bytesOf(exportOf(acts), format);
    const other = changed(file, change);
    fc.pre(!other.equals(file));
    expect(verify(other).findings).not.toEqual([]);
  },
);

describe.each(["json", "html"] as const)("in a file as %s", (format) => {
  // One sent, and that one edited.
  const file = bytesOf(exportOf(story.slice(1, 3).map((act) => ({ ...act, which: 0 }))), format);
  test("each byte of it is found when it is changed", () => {
    for (let place = 0; place < file.length; place += 1) {
      const copy = Buffer.from(file);
      copy[place] = (copy[place] ?? 0) ^ (1 << (place % 8));
      if (verify(copy).findings.length === 0) throw new Error(`A change of byte ${place} is not found`);
    }
  });
});

test.prop([acts, acts])("a later export goes on where an earlier one ends", (first, then) => {
  const earlier = exportOf(first);
  const later = exportOf([...first, ...then], "2026-11-25T12:00:00.000001Z");
  expect(later.events.slice(0, earlier.events.length)).toEqual(earlier.events);
  expect(findingsBetween(earlier, later)).toEqual([]);
  if (later.events.length > earlier.events.length) expect(findingsBetween(later, earlier)).not.toEqual([]);
});

test.prop([fc.array(act, { minLength: 1, maxLength: 12 }), fc.nat()])(
  "who computes every hash anew gets a file that verifies, another fingerprint, and another head from there on",
  (acts, which) => {
    const document = exportOf(acts);
    const events = document.events.flatMap((event, index) => (event.kind === "unrecorded" ? [] : [index]));
    const index = events[which % events.length];
    fc.pre(index !== undefined);
    const forged = sealed({
      ...document,
      events: document.events.map((event, place) =>
        place === index && event.kind !== "unrecorded" ? { ...event, content: `${event.content}!` } : event,
      ),
    });
    expect(verify(bytesOf(forged, "json"))).toMatchObject(whole);
    expect(forged.fingerprint).not.toBe(document.fingerprint);
    expect(findingsBetween(document, forged)).toEqual([
      `From event ${(index ?? 0) + 1} on the earlier file tells something else.`,
    ]);
  },
);

test.prop([acts])("nothing that people write is a tag, or seen as something else, on the page", (acts) => {
  const page = htmlOf(exportOf(acts));
  const words = page.slice(0, page.indexOf('<script type="application/json"'));
  const tags = new Set([...words.matchAll(/<([^\s>]+)/g)].map(([, name]) => name?.replace("/", "")));
  const own = [
    "!doctype",
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "main",
    "footer",
    "h1",
    "h2",
    "p",
  ];
  const parts = ["dl", "dt", "dd", "ol", "ul", "li", "b", "bdi", "i", "a", "time", "code", "blockquote"];
  expect([...tags].filter((tag) => ![...own, ...parts].includes(tag ?? ""))).toEqual([]);
  expect(words).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\ufeff]/);
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page.match(/<\/script>/g)).toHaveLength(1);
});
