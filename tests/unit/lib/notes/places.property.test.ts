import fc from "fast-check";
import { expect, test } from "vitest";
import { placed } from "@/lib/notes/places";
import type { Note } from "@/lib/notes/schema";

const noteAt = (after_seq: number, index: number): Note => ({
  ...{ id: `${index}`, author_id: "1", author_name: "Mikko", content: "…", edited_at: null },
  ...{ after_seq, created_at: new Date(index).toISOString() },
});
const anyNotes = fc
  .array(fc.nat(30))
  .map((places) => places.toSorted((a, b) => a - b).map((after, index) => noteAt(after, index)));
const anyWindow = fc
  .tuple(fc.integer({ min: 1, max: 30 }), fc.nat(30))
  .map(([first, length]) => Array.from({ length }, (_, index) => ({ seq: first + index })));

test("a note stands behind its message; each that can be shown once, in the order in which they were written", () => {
  fc.assert(
    fc.property(anyNotes, anyWindow, fc.boolean(), (notes, messages, isAtEnd) => {
      const places = placed(notes, messages, isAtEnd);
      const shown = [...places].toSorted(([a], [b]) => a - b).flatMap(([, there]) => there);
      const [first, last] = [messages[0]?.seq ?? 0, messages.at(-1)?.seq ?? 0];
      const expected = notes.filter(
        ({ after_seq: after }) => (after > last ? isAtEnd : after >= first) || (after === 0 && first <= 1),
      );
      expect(shown.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      for (const [seq, there] of places) {
        expect(seq === 0 || messages.some((message) => message.seq === seq)).toBe(true);
        for (const note of there) expect(seq).toBe(Math.min(note.after_seq, last));
      }
    }),
  );
});

test("without a message all stand at the beginning", () => {
  expect(
    [...placed([noteAt(0, 1), noteAt(3, 2)], [], true)].map(([seq, there]) => [seq, there.length]),
  ).toEqual([[0, 2]]);
});
