import fc from "fast-check";
import { expect, test } from "vitest";
import { LINGER_MS, nextChange, nobodyKnown, type Roster, shownIn, tell } from "@/lib/presence/roster";

/*
 * Held against a plain account of all that was told: somebody is shown when they are told of now, or were at some moment of
 * the last ten seconds; it is known who is there when the connection says so now, or did within the last ten.
 */
const PEOPLE = ["anna", "ben", "cecilia"];
const people = fc.option(
  fc.subarray(PEOPLE).map((ids) => new Set(ids)),
  { nil: null },
);
const words = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 2 * LINGER_MS }), people }), {
  maxLength: 12,
});

type Word = { at: number; people: ReadonlySet<string> | null };

/** Each word with its time, and the roster after it. */
function told(script: { wait: number; people: ReadonlySet<string> | null }[]) {
  let roster: Roster = nobodyKnown;
  let at = 0;
  return script.map(({ wait, people }) => {
    at += wait;
    roster = tell(roster, people, at);
    return { word: { at, people } as Word, roster };
  });
}

/** The time from which a word no longer held: that of the next one. */
function heldWithin(words: Word[], now: number, says: (word: Word) => boolean): boolean {
  return words.some((word, place) => {
    const end = words[place + 1]?.at ?? Number.POSITIVE_INFINITY;
    // What is taken back in the same moment has not been so.
    return says(word) && (end > word.at || end === now) && (end > now || now < end + LINGER_MS);
  });
}

function expected(words: Word[], now: number): string[] | null {
  if (!heldWithin(words, now, ({ people }) => people !== null)) return null;
  return PEOPLE.filter((id) => heldWithin(words, now, ({ people }) => people?.has(id) ?? false));
}

const inOrder = (shown: ReadonlySet<string> | null) => shown && PEOPLE.filter((id) => shown.has(id));

test("shown is who is told of now or was within the linger, known is what was said within it", () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 0, max: 2 * LINGER_MS }), (script, later) => {
      const steps = told(script.map(({ wait, people }) => ({ wait: wait + 1, people })));
      const last = steps.at(-1);
      if (!last) return;
      const now = last.word.at + later;
      const heard = steps.map(({ word }) => word);
      expect(inOrder(shownIn(last.roster, now))).toEqual(expected(heard, now));
    }),
  );
});

test("between a word and the time it names, nothing changes by itself; at that time something does", () => {
  fc.assert(
    fc.property(words, fc.double({ min: 0, max: 0.99, noNaN: true }), (script, part) => {
      const last = told(script).at(-1);
      if (!last) return;
      const { roster, word } = last;
      const next = nextChange(roster, word.at);
      const before = inOrder(shownIn(roster, word.at));
      const between = word.at + part * ((next ?? word.at + 10 * LINGER_MS) - word.at);
      expect(inOrder(shownIn(roster, between))).toEqual(before);
      if (next !== null) expect(inOrder(shownIn(roster, next))).not.toEqual(before);
    }),
  );
});

test("whoever is away for less than the linger is never missing, however often", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: LINGER_MS - 1 }), { maxLength: 20 }), (gaps) => {
      let roster = tell(nobodyKnown, new Set(["anna"]), 0);
      let now = 0;
      for (const gap of gaps) {
        roster = tell(roster, gap % 2 ? new Set() : null, now);
        expect(shownIn(roster, now + gap)).toEqual(new Set(["anna"]));
        now += gap;
        roster = tell(roster, new Set(["anna"]), now);
      }
    }),
  );
});
