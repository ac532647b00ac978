import { expect, test } from "vitest";
import {
  completeTo,
  hasEarlier,
  hasGap,
  openTimeline,
  receiveChanges,
  receiveEvent,
  receiveHead,
  receiveHistory,
  receiveOwn,
  receiveSnapshot,
  visibleMessages,
} from "@/lib/chat/timeline";
import { ConversationModel } from "./conversation-model";

function started(messages: number, pageSize = 50) {
  const model = new ConversationModel();
  for (let sent = 0; sent < messages; sent += 1) model.send();
  return { model, timeline: openTimeline(model.snapshot(pageSize)) };
}

const seqs = (timeline: ReturnType<typeof openTimeline>) => visibleMessages(timeline).map(({ seq }) => seq);

test("an event ahead of its turn waits until the missing one has come", () => {
  const { model, timeline } = started(2);
  const [third, fourth] = [model.send(), model.send()];
  const waiting = receiveEvent(timeline, fourth);
  expect(seqs(waiting)).toEqual([1, 2]);
  expect(hasGap(waiting)).toBe(true);
  const complete = receiveEvent(waiting, third);
  expect(seqs(complete)).toEqual([1, 2, 3, 4]);
  expect(hasGap(complete)).toBe(false);
  expect(complete.early.size).toBe(0);
});

test("the same event a second time changes nothing, not even the object", () => {
  const { model, timeline } = started(1);
  const once = receiveEvent(timeline, model.send());
  const [, last] = model.events;
  expect(last && receiveEvent(once, last)).toBe(once);
  model.send();
  const ahead = model.send();
  const waiting = receiveEvent(once, ahead);
  expect(receiveEvent(waiting, ahead)).toBe(waiting);
});

test("one's own answer shows at once and leaves the gap before it visible", () => {
  const { model, timeline } = started(1);
  model.send();
  const own = receiveOwn(timeline, model.send());
  expect(seqs(own)).toEqual([1, 3]);
  expect(own.revision).toBe(1);
  expect(hasGap(own)).toBe(true);
});

test("one's own change shows at once, and its event later changes nothing", () => {
  const { model, timeline } = started(2);
  const edited = model.change(1, "edit");
  if (!edited) throw new Error("The first message can be edited");
  const own = receiveOwn(timeline, edited);
  expect(visibleMessages(own)[0]?.content).toMatch(/^edited/);
  expect(visibleMessages(receiveEvent(own, edited))).toEqual(visibleMessages(own));
});

test("a head that is ahead says that something is missing, and brings nothing", () => {
  const { model, timeline } = started(2);
  model.send();
  const probed = receiveHead(timeline, model.head());
  expect(hasGap(probed)).toBe(true);
  expect(seqs(probed)).toEqual([1, 2]);
  expect(completeTo(probed)).toBe(2);
});

test("a head that is known, or comes late, changes nothing, not even the object", () => {
  const { model, timeline } = started(2);
  const late = model.head();
  expect(receiveHead(timeline, late)).toBe(timeline);
  const ahead = receiveEvent(timeline, model.send());
  expect(receiveHead(ahead, late)).toBe(ahead);
});

test("an event that waits is asked for no more once a page has brought what was before it", () => {
  const { model, timeline } = started(1);
  const [, third] = [model.send(), model.send()];
  const page = { ...model.changes(1, 1), last_revision: 2, last_seq: 2 };
  const complete = receiveChanges(receiveEvent(timeline, third), page, 1, 200);
  expect(seqs(complete)).toEqual([1, 2, 3]);
  expect(hasGap(complete)).toBe(false);
});

test("a page that does not continue what is known is not used", () => {
  const { model, timeline } = started(2);
  model.send();
  expect(receiveChanges(timeline, model.changes(3, 200), 3, 200)).toBe(timeline);
});

test("an empty page of changes advances to the head, so that a hole is never asked for twice", () => {
  const { timeline } = started(2);
  const page = { last_seq: 2, last_revision: 9, topic: "team:model", messages: [] };
  expect(receiveChanges(timeline, page, 2, 200).revision).toBe(9);
});

test("an edit that arrives before the page of its message is not undone by that page", () => {
  const { model, timeline } = started(6, 2);
  const page = model.history(timeline.from, 2);
  const edit = model.change(4, "edit");
  const edited = edit ? receiveEvent(timeline, edit) : timeline;
  const loaded = receiveHistory(edited, page, timeline, 2);
  expect(visibleMessages(loaded).find(({ seq }) => seq === 4)?.content).toMatch(/^edited/);
});

test("a page that is not full reaches the beginning", () => {
  const { model, timeline } = started(5, 2);
  const once = receiveHistory(timeline, model.history(4, 2), timeline, 2);
  expect(hasEarlier(once)).toBe(true);
  const whole = receiveHistory(once, model.history(2, 2), once, 2);
  expect(hasEarlier(whole)).toBe(false);
  expect(seqs(whole)).toEqual([1, 2, 3, 4, 5]);
});

// What was found by the property, shrunk.

test("a page before the window of which a snapshot has changed the rows in between is not used", () => {
  const { model, timeline } = started(4, 3);
  const page = model.history(timeline.from, 3);
  model.change(1, "delete");
  const fresh = receiveSnapshot(timeline, model.snapshot(3));
  expect(fresh.from).toBe(timeline.from);
  expect(receiveHistory(fresh, page, timeline, 3)).toBe(fresh);
});

test("a page before an older window would leave a hole, and is not used", () => {
  const { model, timeline } = started(9, 2);
  const page = model.history(timeline.from, 2);
  for (let sent = 0; sent < 5; sent += 1) model.send();
  const fresh = receiveSnapshot(timeline, model.snapshot(2));
  expect(receiveHistory(fresh, page, timeline, 2)).toBe(fresh);
});

test("one's own message that a snapshot has not seen yet outlives it", () => {
  const { model, timeline } = started(1, 2);
  model.send();
  const snapshot = model.snapshot(2);
  const own = receiveOwn(timeline, model.send());
  const fresh = receiveSnapshot(own, snapshot);
  expect(seqs(fresh)).toEqual([1, 2, 3]);
  expect(hasGap(fresh)).toBe(true);
});

test("an event that waits outlives a snapshot, and follows it in its turn", () => {
  const { model, timeline } = started(1, 2);
  model.send();
  const snapshot = model.snapshot(2);
  const fresh = receiveSnapshot(receiveEvent(timeline, model.send()), snapshot);
  expect(seqs(fresh)).toEqual([1, 2, 3]);
  expect(hasGap(fresh)).toBe(false);
});

test("what is known to be missing is still missing after an older snapshot", () => {
  const { model, timeline } = started(1, 2);
  model.send();
  const snapshot = model.snapshot(2);
  model.send();
  const fresh = receiveSnapshot(receiveHead(timeline, model.head()), snapshot);
  expect(hasGap(fresh)).toBe(true);
});

test("a snapshot that tells nothing new leaves the window as it is", () => {
  const { model, timeline } = started(5, 2);
  const wider = receiveHistory(timeline, model.history(timeline.from, 2), timeline, 2);
  expect(receiveSnapshot(wider, model.snapshot(2))).toBe(wider);
});
