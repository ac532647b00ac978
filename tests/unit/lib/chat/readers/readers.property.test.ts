import fc from "fast-check";
import { expect, test } from "vitest";
import { noReaders, type Readers, receiveAll, receiveRead, seenBy } from "@/lib/chat/readers/readers";
import type { Reader } from "@/lib/chat/schema";

/*
 * A server on which people read on, come and leave; a tab that hears of some of it, late, twice and in any order, and reads
 * all of it from time to time, with an answer that takes its time.
 */
const PEOPLE = ["anna", "ben", "cecilia", "dora"];

const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ does: fc.constant("read"), who: fc.constantFrom(...PEOPLE) }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant("leave"), who: fc.constantFrom(...PEOPLE) }) },
    { weight: 4, arbitrary: fc.record({ does: fc.constant("hear"), which: fc.nat() }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constant("ask") }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constant("answer") }) },
  ),
  { maxLength: 60 },
);
type Step = { does: "read" | "leave" | "ask" | "answer" | "hear"; who?: string; which?: number };

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();

function play(script: Step[]) {
  const stored = new Map<string, Reader>();
  const said: Reader[] = [];
  let tab: Readers = noReaders;
  let asked: { answer: Reader[]; at: number } | null = null;
  const furthest = new Map<string, number>();
  const check = () => {
    for (const [id, { reader }] of tab.known) {
      expect(reader.seen_seq).toBeGreaterThanOrEqual(furthest.get(id) ?? 0);
      furthest.set(id, reader.seen_seq);
    }
    // Who was dropped as gone may come back with what was said of them long ago: the next reading mends that.
    for (const id of furthest.keys()) if (!tab.known.has(id)) furthest.delete(id);
  };
  const ask = () => {
    asked = { answer: [...stored.values()], at: tab.words };
  };
  const answer = () => {
    if (asked) tab = receiveAll(tab, asked.answer, asked.at);
    asked = null;
  };
  for (const { does, who = "", which = 0 } of script) {
    if (does === "read") {
      const seen_seq = (stored.get(who)?.seen_seq ?? 0) + 1;
      const reader: Reader = {
        user_id: who,
        name: who,
        role: "member",
        seen_seq,
        read_at: at(said.length),
      };
      stored.set(who, reader);
      said.push(reader);
    } else if (does === "leave") stored.delete(who);
    else if (does === "ask") ask();
    else if (does === "answer") answer();
    else {
      const word = said[which % Math.max(1, said.length)];
      if (word) tab = receiveRead(tab, word);
    }
    check();
  }
  return {
    stored,
    settled() {
      ask();
      answer();
      return tab;
    },
  };
}

test("whatever was heard, lost, doubled or late: after a reading it is what the server knows, and nobody goes back", () => {
  fc.assert(
    fc.property(steps, (script) => {
      const { stored, settled } = play(script as Step[]);
      const tab = settled();
      expect([...tab.known.keys()].sort()).toEqual([...stored.keys()].sort());
      for (const [id, { seen_seq }] of stored)
        expect(tab.known.get(id)?.reader.seen_seq).toBeGreaterThanOrEqual(seen_seq);
    }),
  );
});

test("who has read on while all was being read stays as far as that", () => {
  const reader = (seen_seq: number): Reader => ({
    ...{ user_id: "anna", name: "Anna", role: "member", read_at: at(seen_seq) },
    seen_seq,
  });
  let tab = receiveRead(noReaders, reader(3));
  const asked = tab.words;
  tab = receiveRead(tab, reader(5));
  tab = receiveRead(tab, { ...reader(1), user_id: "new", name: "New" });
  tab = receiveAll(tab, [reader(3)], asked);
  expect([...tab.known.values()].map(({ reader }) => [reader.user_id, reader.seen_seq])).toEqual([
    ["anna", 5],
    ["new", 1],
  ]);
  expect([...receiveAll(tab, [reader(5)], tab.words).known.keys()]).toEqual(["anna"]);
});

test("seen by: the last message that somebody besides the reader and its writer has seen, and all who have", () => {
  const message = fc.record({ sender_id: fc.constantFrom(...PEOPLE) });
  const readers = fc.array(fc.record({ who: fc.constantFrom(...PEOPLE), seen: fc.nat({ max: 12 }) }), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(fc.array(message, { maxLength: 10 }), readers, (written, marks) => {
      const messages = written.map(({ sender_id }, place) => ({ sender_id, seq: place + 1 }));
      let tab = noReaders;
      for (const { who, seen } of marks.filter(({ seen }) => seen > 0))
        tab = receiveRead(tab, {
          ...{ user_id: who, name: who, role: "member", read_at: at(0) },
          seen_seq: seen,
        });
      const seenThis = ({ seq, sender_id }: (typeof messages)[number]) =>
        PEOPLE.filter(
          (id) =>
            id !== "anna" && id !== sender_id && marks.some(({ who, seen }) => who === id && seen >= seq),
        );
      const last = messages.findLast((message) => seenThis(message).length > 0);
      const told = seenBy(tab, messages, { readerId: "anna", isAtEnd: true });
      expect(told?.seq).toBe(last?.seq);
      if (last) expect(told?.readers.map(({ user_id }) => user_id).sort()).toEqual(seenThis(last));
    }),
  );
});

test("what was seen below the loaded messages is not said to be their last", () => {
  const tab = receiveRead(noReaders, {
    ...{ user_id: "ben", name: "Ben", role: "member", read_at: at(0) },
    seen_seq: 9,
  });
  const messages = [{ seq: 7, sender_id: "anna" }];
  expect(seenBy(tab, messages, { readerId: "anna", isAtEnd: false })).toBe(null);
  expect(seenBy(tab, messages, { readerId: "anna", isAtEnd: true })?.seq).toBe(7);
});
