import { expect, test, vi } from "vitest";
import { createPages } from "@/lib/chat/conversation/pages";
import { createPlaces, type Visit } from "@/lib/chat/conversation/places";
import { openTimeline, shownTo, visibleMessages } from "@/lib/chat/timeline";
import { ANNA, ConversationModel, MIKKO } from "./conversation-model";

const PAGE = 4;

/** A reader of a conversation of so many messages by somebody else, where the server's page brings them. */
function reader(
  length: number,
  { lastReadSeq = null, arriveAt = null, around }: Partial<Visit> & { around?: number },
) {
  const model = new ConversationModel();
  for (let sent = 0; sent < length; sent += 1) model.send();
  const reading = around === undefined ? model.snapshot(PAGE) : model.window(around, PAGE);
  let timeline = openTimeline(reading);
  const asked: string[] = [];
  const answers: ((answer: "answer" | "fail") => void)[] = [];
  const ask = <T>(what: string, answer: () => T) => {
    asked.push(what);
    return new Promise<T>((resolve, reject) => {
      answers.push((kind) => (kind === "answer" ? resolve(answer()) : reject(new Error("no answer"))));
    });
  };
  const remote = {
    snapshot: () => ask("snapshot", () => model.snapshot(PAGE)),
    window: (place: number) => ask(`window ${place}`, () => model.window(place, PAGE)),
    history: (before: number) => ask(`history ${before}`, () => model.history(before, 50)),
    following: (after: number) => ask(`following ${after}`, () => model.following(after, 50)),
  };
  const own = {
    remote,
    readerId: ANNA,
    read: () => timeline,
    write(next: typeof timeline) {
      timeline = next;
    },
    onChange: () => undefined,
  };
  return {
    model,
    asked,
    places: createPlaces(own, { reading, lastReadSeq, arriveAt }),
    pages: createPages(own),
    async answer(kind: "answer" | "fail" = "answer") {
      answers.shift()?.(kind);
      await new Promise((resolve) => setTimeout(resolve));
    },
    shown: () => visibleMessages(timeline).map(({ seq }) => seq),
  };
}

test("it opens at the first unread message of somebody else, and otherwise at the end", () => {
  expect(reader(9, { lastReadSeq: 7 }).places.state()).toMatchObject({
    unreadFrom: 8,
    opening: { at: "unread", seq: 8 },
  });
  expect(reader(9, { lastReadSeq: 9 }).places.state()).toMatchObject({
    unreadFrom: null,
    opening: { at: "end" },
  });
  const own = reader(7, { lastReadSeq: 7 });
  own.model.send("30000000-0000-4000-8000-000000000100", ANNA);
  own.model.send("30000000-0000-4000-8000-000000000101", MIKKO);
  own.places.visit({ reading: own.model.snapshot(PAGE), lastReadSeq: 7, arriveAt: null });
  expect(own.places.state().unreadFrom).toBe(9);
});

test("who has never been here begins at the end, with nothing marked as new", () => {
  expect(reader(9, {}).places.state()).toMatchObject({ unreadFrom: null, opening: { at: "end" } });
});

test("who comes for a message opens there, with what is unread marked all the same", () => {
  const visit = reader(20, { lastReadSeq: 11, arriveAt: 12, around: 12 });
  expect(visit.places.state()).toMatchObject({ unreadFrom: 12, opening: { at: "message", seq: 12 } });
});

test("who comes for a message that is not there opens at the end", () => {
  const visit = reader(20, { lastReadSeq: 17, arriveAt: 400, around: 400 });
  expect(visit.shown()).toEqual([17, 18, 19, 20]);
  expect(visit.places.state().opening).toEqual({ at: "end" });
});

test("to the end from far up is a window of the newest, and opens there", async () => {
  const far = reader(20, { lastReadSeq: 20, arriveAt: 5, around: 5 });
  far.model.send();
  void far.places.toEnd();
  void far.places.toEnd();
  expect(far.places.state().moving).toBe("loading");
  await far.answer();
  expect(far.shown()).toEqual([18, 19, 20, 21]);
  expect(far.places.state()).toMatchObject({ moving: "idle", opening: { at: "end" } });
  expect(far.asked).toEqual(["snapshot"]);
});

test("a way to the end without an answer says so, leaves one where one is, and can be tried again", async () => {
  const quiet = vi.spyOn(console, "warn").mockReturnValue();
  const far = reader(20, { arriveAt: 5, around: 5 });
  const before = far.places.state().opening;
  void far.places.toEnd();
  await far.answer("fail");
  expect(far.places.state()).toMatchObject({ moving: "failed", opening: before });
  expect(far.shown()).toEqual([3, 4, 5, 6]);
  void far.places.toEnd();
  await far.answer();
  expect(far.shown()).toEqual([17, 18, 19, 20]);
  quiet.mockRestore();
});

test("who comes again finds what is loaded, if that is where they want to be", async () => {
  const tab = reader(20, { lastReadSeq: 20 });
  void tab.pages.loadEarlier();
  await tab.answer();
  const before = tab.shown();
  expect(before.length).toBe(20);
  tab.places.visit({ reading: tab.model.snapshot(PAGE), lastReadSeq: 20, arriveAt: null });
  expect(tab.shown()).toEqual(before);
  tab.places.visit({ reading: tab.model.window(9, PAGE), lastReadSeq: 20, arriveAt: 9 });
  expect(tab.shown()).toEqual(before);
  expect(tab.places.state().opening).toEqual({ at: "message", seq: 9 });
});

test("who comes again for another place gets what the page has brought, and asks for what it has not", async () => {
  const tab = reader(20, { lastReadSeq: 20 });
  const old = tab.model.window(3, PAGE);
  tab.places.visit({ reading: old, lastReadSeq: 20, arriveAt: 3 });
  expect(tab.shown()).toEqual([1, 2, 3, 4]);
  expect(tab.places.state().opening).toEqual({ at: "message", seq: 3 });

  // Much has changed since, and then one goes back to the page as it was.
  tab.model.send();
  tab.places.visit({ reading: tab.model.snapshot(PAGE), lastReadSeq: 20, arriveAt: null });
  expect(tab.shown()).toEqual([18, 19, 20, 21]);
  tab.places.visit({ reading: old, lastReadSeq: 21, arriveAt: 3 });
  expect(tab.asked).toEqual(["window 3"]);
  await tab.answer();
  expect(tab.shown()).toEqual([1, 2, 3, 4]);
  expect(tab.places.state().opening).toEqual({ at: "message", seq: 3 });
});

test("a window that has to begin anew is around what one reads, and at the end for who reads the end", () => {
  const far = reader(20, { arriveAt: 9, around: 9 });
  far.places.readingAt(8);
  void far.places.reading();
  far.places.reopened();
  expect(far.asked).toEqual(["window 8"]);
  expect(far.places.state().opening).toEqual({ at: "place", seq: 8 });
  far.places.readingAt(null);
  void far.places.reading();
  far.places.reopened();
  expect(far.asked).toEqual(["window 8", "snapshot"]);
  expect(far.places.state().opening).toEqual({ at: "end" });
});

test("pages load on both sides, each once at a time, and one that failed for another window says nothing of this one", async () => {
  const quiet = vi.spyOn(console, "warn").mockReturnValue();
  const far = reader(200, { arriveAt: 100, around: 100 });
  void far.pages.loadEarlier();
  void far.pages.loadEarlier();
  void far.pages.loadLater();
  expect(far.pages.state()).toMatchObject({ earlier: "loading", later: "loading" });
  await far.answer();
  await far.answer();
  expect(far.asked).toEqual(["history 98", "following 101"]);
  expect(far.shown()).toEqual(Array.from({ length: 104 }, (_, index) => 48 + index));
  expect(far.pages.state()).toMatchObject({
    earlier: "idle",
    later: "idle",
    hasEarlier: true,
    hasLater: true,
  });

  void far.pages.loadEarlier();
  await far.answer("fail");
  expect(far.pages.state().earlier).toBe("failed");
  void far.places.toEnd();
  await far.answer();
  expect(far.pages.state()).toMatchObject({ earlier: "idle", later: "idle", hasLater: false });
  quiet.mockRestore();
});

test("who begins to write beside an old part of it has not missed what was said long before", () => {
  const model = new ConversationModel();
  for (let sent = 0; sent < 20; sent += 1) model.send();
  expect(shownTo(openTimeline(model.window(5, PAGE)))).toBe(20);
  expect(shownTo(openTimeline(model.snapshot(PAGE)))).toBe(20);
});
