import { expect, test, vi } from "vitest";
import { createKeptWriting, type Shelf, type Writing } from "@/lib/pages/kept";

function shelf(): Shelf & { stored: Map<string, string> } {
  const stored = new Map<string, string>();
  return {
    stored,
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => void stored.set(key, value),
    removeItem: (key) => void stored.delete(key),
  };
}

const before = { title: "Buses", slug: "buses", body: "" };
const writing: Writing = {
  id: "1",
  revision: 1,
  before,
  after: { ...before, body: "Gate C." },
  ownSlug: true,
};

test("what was written is there again, for who wrote it and on the page that it is of", () => {
  const place = shelf();
  createKeptWriting(place, "mikko", "1").write(writing);
  expect(createKeptWriting(place, "mikko", "1").read()).toEqual(writing);
  expect(createKeptWriting(place, "sofia", "1").read()).toBeNull();
  expect(createKeptWriting(place, "mikko", "2").read()).toBeNull();
  expect(createKeptWriting(place, "mikko", null).read()).toBeNull();
});

test("nothing is kept of what is saved", () => {
  const place = shelf();
  const kept = createKeptWriting(place, "mikko", "1");
  kept.write(writing);
  kept.write({ ...writing, before: writing.after });
  expect(place.stored.size).toBe(0);
});

test.each(["{", "[]", '{"id":1}', ""])("%s is as if nothing had been kept", (text) => {
  const place = { ...shelf(), getItem: () => text };
  expect(createKeptWriting(place, "mikko", "1").read()).toBeNull();
});

test("a full or closed storage stops nobody from writing", () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const full = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  const kept = createKeptWriting({ getItem: full, setItem: full, removeItem: full }, "mikko", null);
  kept.write(writing);
  expect(kept.read()).toBeNull();
  expect(warn).toHaveBeenCalledOnce();
});
