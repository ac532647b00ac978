import { expect, test } from "vitest";
import {
  hasEarlier,
  hasGap,
  openTimeline,
  receiveChanges,
  receiveEvent,
  receiveHistory,
  receiveOwn,
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
});

test("the same event a second time changes nothing, not even the object", () => {
  const { model, timeline } = started(1);
  const once = receiveEvent(timeline, model.send());
  const [, last] = model.events;
  expect(last && receiveEvent(once, last)).toBe(once);
});

test("one's own answer shows at once and leaves the gap before it visible", () => {
  const { model, timeline } = started(1);
  model.send();
  const own = receiveOwn(timeline, model.send());
  expect(seqs(own)).toEqual([1, 3]);
  expect(own.revision).toBe(1);
  expect(hasGap(own)).toBe(true);
});

test("an empty page of changes advances to the head, so that a hole is never asked for twice", () => {
  const { timeline } = started(2);
  const page = { last_seq: 2, last_revision: 9, topic: "team:model", messages: [] };
  expect(receiveChanges(timeline, page, 2, 200).revision).toBe(9);
});

test("an edit that arrives before the page of its message is not undone by that page", () => {
  const { model, timeline } = started(6, 2);
  const before = timeline.from;
  const page = model.history(before, 2);
  model.change(4, "edit");
  const edit = model.events.at(-1);
  const edited = edit ? receiveEvent(timeline, edit) : timeline;
  const loaded = receiveHistory(edited, page, before, 2);
  expect(visibleMessages(loaded).find(({ seq }) => seq === 4)?.content).toMatch(/^edited/);
});

test("a page before an older window would leave a hole, and is not used", () => {
  const { model, timeline } = started(9, 2);
  expect(receiveHistory(timeline, model.history(4, 2), 4, 2)).toBe(timeline);
});

test("a page that is not full reaches the beginning", () => {
  const { model, timeline } = started(5, 2);
  const once = receiveHistory(timeline, model.history(4, 2), 4, 2);
  expect(hasEarlier(once)).toBe(true);
  const whole = receiveHistory(once, model.history(2, 2), 2, 2);
  expect(hasEarlier(whole)).toBe(false);
  expect(seqs(whole)).toEqual([1, 2, 3, 4, 5]);
});
