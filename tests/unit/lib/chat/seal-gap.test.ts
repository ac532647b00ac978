import { expect, test } from "vitest";
import { caughtUp, type GapAccount, holeFound, noGaps, statusChanged } from "@/lib/chat/conversation/gap";
import {
  openTimeline,
  receiveChanges,
  receiveEvent,
  receiveOwn,
  receiveSnapshot,
  type Timeline,
} from "@/lib/chat/timeline";
import { ConversationModel } from "./conversation-model";

function started(messages: number) {
  const model = new ConversationModel();
  for (let sent = 0; sent < messages; sent += 1) model.send();
  return { model, timeline: openTimeline(model.snapshot(50)) };
}

function fetched(model: ConversationModel, before: Timeline) {
  const page = model.changes(before.revision, 200);
  return { before, after: receiveChanges(before, page, before.revision, 200), outbox: [] };
}

/** An answer that tells nothing new. */
function unchanged(timeline: Timeline) {
  return { before: timeline, after: timeline, outbox: [] };
}

/** Whoever has been live and level is owed what changes. */
function live(timeline: Timeline): GapAccount {
  return caughtUp(noGaps, unchanged(timeline), "live", 0);
}

test("what was written between the page and its first live moment was not missed", () => {
  const { model, timeline } = started(2);
  model.send();
  expect(caughtUp(noGaps, fetched(model, timeline), "live", 5).last).toBeNull();
});

test("41 messages while away are a gap, which is closed when the topic is live again", () => {
  const { model, timeline } = started(2);
  for (let sent = 0; sent < 41; sent += 1) model.send();
  const answer = fetched(model, timeline);
  const away = caughtUp(live(timeline), answer, "joining", 1_000);
  expect(away.open).toEqual({ foundAt: 1_000, closedAt: null, missed: 41, messages: 41 });
  // Joined, and read once more: one that came in between is in the same gap.
  model.send();
  const back = caughtUp(away, fetched(model, answer.after), "live", 1_200);
  expect(back.last).toEqual({ foundAt: 1_000, closedAt: 1_200, missed: 42, messages: 42 });
  expect(back.open).toBeNull();
});

test("edits and deletions while away are missed changes, not messages", () => {
  const { model, timeline } = started(5);
  model.change(2, "edit");
  model.change(3, "delete");
  model.send();
  const account = caughtUp(live(timeline), fetched(model, timeline), "live", 7);
  expect(account.last).toMatchObject({ missed: 3, messages: 1 });
});

test("what events told of was not missed: only the one in between", () => {
  const { model, timeline } = started(2);
  model.send();
  const told = [model.send(), model.send()];
  const waiting = told.reduce(receiveEvent, timeline);
  const found = holeFound(live(timeline), 300);
  expect(found.open).toEqual({ foundAt: 300, closedAt: null, missed: 0, messages: 0 });
  const account = caughtUp(found, fetched(model, waiting), "live", 340);
  expect(account.last).toEqual({ foundAt: 300, closedAt: 340, missed: 1, messages: 1 });
});

test("one's own message, known by its answer, was not missed", () => {
  const { model, timeline } = started(2);
  const own = receiveOwn(timeline, model.send());
  const account = caughtUp(holeFound(live(timeline), 300), fetched(model, own), "live", 340);
  expect(account).toEqual({ isOwed: true, open: null, last: null });
});

test("one's own message that a reading brings before its answer was not missed", () => {
  const { model, timeline } = started(2);
  const own = model.send();
  model.send();
  const account = caughtUp(live(timeline), { ...fetched(model, timeline), outbox: [own] }, "live", 9);
  expect(account.last).toMatchObject({ missed: 1, messages: 1 });
});

test("what was only late leaves the gap before it in memory", () => {
  const { model, timeline } = started(2);
  model.send();
  const first = fetched(model, timeline);
  const account = caughtUp(live(timeline), first, "live", 100);
  const late = caughtUp(holeFound(account, 900), unchanged(first.after), "live", 950);
  expect(late.last).toEqual({ foundAt: 100, closedAt: 100, missed: 1, messages: 1 });
});

test("far behind, the messages that are before the new window are counted too", () => {
  const { model, timeline } = started(60);
  for (let sent = 0; sent < 5_000; sent += 1) model.send();
  const after = receiveSnapshot(timeline, model.snapshot(50));
  expect(caughtUp(live(timeline), { before: timeline, after, outbox: [] }, "live", 1).last).toMatchObject({
    missed: 5_000,
    messages: 5_000,
  });
});

test("what a poll brings was not missed, unless the polling was interrupted", () => {
  const { model, timeline } = started(2);
  const polled = caughtUp(noGaps, unchanged(timeline), "polled", 0);
  model.send();
  const first = fetched(model, timeline);
  const account = caughtUp(polled, first, "polled", 5_000);
  expect(account.last).toBeNull();
  const cut = statusChanged(account, "polled", "joining");
  model.send();
  const back = caughtUp(cut, fetched(model, first.after), "polled", 60_000);
  expect(back.last).toMatchObject({ missed: 1, closedAt: 60_000 });
  expect(back.isOwed).toBe(false);
});

test("from live down to polling, what was lost in between is told once", () => {
  const { model, timeline } = started(2);
  model.send();
  const first = fetched(model, timeline);
  const down = caughtUp(live(timeline), first, "polled", 1);
  expect(down.last).toMatchObject({ missed: 1 });
  model.send();
  expect(caughtUp(down, fetched(model, first.after), "polled", 2).last).toBe(down.last);
});
