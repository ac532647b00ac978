import fc from "fast-check";
import { expect, test } from "vitest";
import { arrive, BURST_MS, noArrivals, type Told, toTell } from "@/lib/chat/arrivals/arrivals";

const message = (number: number) => ({ sender_name: `P${number}`, content: `text ${number}`, documents: [] });

/** Plays arrivals at these times; gives each sentence with the time at which it is said. */
function play(times: number[]) {
  const said: { at: number; told: Told }[] = [];
  let waiting = noArrivals;
  const tellUntil = (now: number) => {
    if (waiting.dueAt > now) return;
    const told = toTell(waiting);
    if (told) said.push({ at: waiting.dueAt, told });
    waiting = noArrivals;
  };
  for (const [number, at] of times.entries()) {
    tellUntil(at);
    waiting = arrive(waiting, message(number), at);
  }
  tellUntil(Number.MAX_VALUE);
  return said;
}

test("each arrival is in exactly one sentence, soon, and no two sentences come close together", () => {
  const waits = fc.array(
    fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 3 * BURST_MS })),
    {
      maxLength: 50,
    },
  );
  fc.assert(
    fc.property(waits, (gaps) => {
      const times: number[] = [];
      for (const gap of gaps) times.push((times.at(-1) ?? 0) + gap);
      const said = play(times);
      const counts = said.map(({ told }) => (told.kind === "burst" ? told.count : 1));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(times.length);
      let told = 0;
      for (const [place, { at, told: sentence }] of said.entries()) {
        const count = counts[place] ?? 0;
        const first = times[told] ?? Number.NaN;
        told += count;
        expect(at).toBe(first + BURST_MS);
        // Of several the last is named, of one its own text is said.
        expect(sentence.sender).toBe(`P${told - 1}`);
        if (sentence.kind === "text") expect(sentence.text).toBe(`text ${told - 1}`);
        const next = said[place + 1];
        if (next) expect(next.at - at).toBeGreaterThanOrEqual(BURST_MS);
      }
    }),
  );
});

test("what brings files alone is said as such, and what is gone again not at all", () => {
  const files = { sender_name: "Anna", content: "", documents: [{}, {}] };
  expect(toTell(arrive(noArrivals, files, 0))).toEqual({ kind: "files", sender: "Anna", count: 2 });
  const gone = { sender_name: "Anna", content: null, documents: [] };
  expect(toTell(arrive(noArrivals, gone, 0))).toBe(null);
});

test("of a long text the beginning is said, and no emoji is cut in two", () => {
  const said = (content: string) =>
    toTell(arrive(noArrivals, { sender_name: "Anna", content, documents: [] }, 0));
  expect(said("🏒".repeat(300))).toMatchObject({ text: "🏒".repeat(300) });
  expect(said("🏒".repeat(301))).toMatchObject({ text: `${"🏒".repeat(300)}…` });
});
