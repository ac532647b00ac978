import { expect, test } from "vitest";
import { canonical, type Json } from "@/lib/chat/export/canonical";
import { clockOf } from "@/lib/chat/export/html/clock";
import { htmlOf } from "@/lib/chat/export/html/page";
import type { ConversationExport, LogEvent } from "@/lib/chat/export/schema";
import { verify } from "@/lib/chat/export/verify";
import { exportOf, sealed, story } from "./samples";

const document = exportOf(story);
const json = canonical(document);
const findings = (file: string | Uint8Array) => verify(Buffer.from(file)).findings;
const resealed = (change: Partial<ConversationExport>) =>
  findings(canonical(sealed({ ...document, ...change })));

test("a value has one text: members by code units, strings as RFC 8785 writes them", () => {
  // The scheme's own example of an order, and of strings.
  const value = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 };
  expect(canonical(value)).toBe(
    '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
  );
  expect(canonical('\u20ac$\u000f\nA\'B"\\"/')).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\\\"/"');
  expect(canonical([true, null, {}, []])).toBe("[true,null,{},[]]");
  for (const odd of [0.5, Number.NaN, 2 ** 53]) expect(() => canonical(odd as Json)).toThrow(TypeError);
});

test("the verifier names the event that was changed, and no other", () => {
  expect(findings(json.replace("At seven", "At eight"))).toEqual([
    "Event 3 (message #2, edited, 2026-11-24T10:03:00.000003Z) does not have the hash that follows from what it says and from the event before it.",
    "The fingerprint is not that of this file.",
  ]);
});

test("a changed heading or fingerprint is told from a changed event", () => {
  for (const changed of [
    json.replace("World Cup", "World Cap"),
    json.replace(
      document.fingerprint,
      document.fingerprint.replace(/^./, (digit) => (digit === "0" ? "1" : "0")),
    ),
  ])
    expect(findings(changed)).toEqual([
      expect.stringContaining("its heading was changed, or the fingerprint itself"),
    ]);
});

test("the same value in other bytes is not what was written", () => {
  const spaced = json.replace('"events":', '"events": ');
  expect(findings(spaced)).toEqual([expect.stringMatching(/^Byte \d+ is not as it was written: /)]);
  expect(findings(`${json}\n`)).toHaveLength(1);
  expect(findings(json.replace("{", '{"head":"","head":1,'))).not.toEqual([]);
  expect(findings(json.replace("When", "\\u0057hen"))).toHaveLength(1);
});

test("what is on the page is held against the data inside it", () => {
  const page = htmlOf(document);
  expect(findings(page.replace("At seven", "At eight"))).toEqual([
    expect.stringMatching(
      /^Byte \d+ \(at or after revision 3\) is not as it was written: .*eight.* instead of .*seven/,
    ),
  ]);
  expect(findings(page.replace("<h1>", "<h1 hidden>"))).toHaveLength(1);
});

test("what no conversation can be like is found, whatever its hashes are", () => {
  const [first, second, third, fourth, last] = document.events as [
    LogEvent,
    LogEvent,
    LogEvent,
    LogEvent,
    LogEvent,
  ];
  const numbered = (events: LogEvent[]) => events.map((event, index) => ({ ...event, revision: index + 1 }));
  const about = { ...document.about, last_revision: 4 };
  expect(resealed({ events: document.events.slice(0, 4) })).toEqual([
    "There are 4 events, and the heading says 5.",
  ]);
  expect(resealed({ about, events: [first, second, third, last] })).toEqual([
    expect.stringMatching(/^Event 4 .* should have the revision 4\.$/),
  ]);
  // The first message is dropped.
  expect(resealed({ about, events: numbered([second, third, fourth, last]) })).toEqual([
    expect.stringContaining("does not come after message #0"),
    expect.stringContaining("was never sent"),
  ]);
  expect(
    resealed({
      about: { ...document.about, last_revision: 6 },
      events: numbered([...document.events, third]),
    }),
  ).toEqual([expect.stringContaining("had been deleted in revision 5")]);
});

test("what is no export is said to be none", () => {
  expect(findings("")).toEqual(["It is neither JSON nor a page that has an export inside."]);
  expect(findings("{}")).toEqual([expect.stringContaining("It is no export of a conversation")]);
  expect(findings("{")).toEqual([expect.stringContaining("It is no JSON")]);
  expect(findings(json.replace('"kind":"sent"', '"kind":"seen"'))).toEqual([
    expect.stringContaining("It is no export of a conversation: event 1, kind"),
  ]);
  expect(
    findings(Buffer.concat([Buffer.from(json.slice(0, 99)), Buffer.of(0xff), Buffer.from(json.slice(100))])),
  ).toEqual(["Byte 100 is no UTF-8."]);
});

test("the page shows both wordings of an edit, what was deleted, and both clocks", () => {
  const page = htmlOf(document);
  expect(page).toContain('<blockquote dir="auto">At six, @Anna Lindqvist.\nGate C.</blockquote>');
  expect(page).toMatch(/Message #2 edited.*Before.*At six.*From then on.*At seven/s);
  expect(page).toMatch(/Message #1 changed: a document was taken out.*Taken out.*Roster &quot;0&quot;\.pdf/s);
  expect(page).toMatch(/Message #2 deleted.*Until then.*At seven/s);
  expect(page).toContain("When do we &lt;practise&gt;?");
  expect(page).toContain("2026-11-24 11:01:00 (UTC+1)</time> · 2026-11-24 10:01:00.000001 UTC");
});

test.each([
  ["Europe/Zurich", "2026-07-01T22:30:00.500000Z", "2026-07-02 00:30:00 (UTC+2)"],
  ["America/St_Johns", "2026-01-01T00:00:00.000000Z", "2025-12-31 20:30:00 (UTC−3:30)"],
  ["Asia/Kathmandu", "2026-01-01T18:15:00.000000Z", "2026-01-02 00:00:00 (UTC+5:45)"],
  ["UTC", "2026-01-01T00:00:00.999999Z", "2026-01-01 00:00:00 (UTC)"],
])("the clock of %s", (zone, moment, at) => {
  expect(clockOf(zone)(moment).venue).toBe(at);
});
