import { expect, test } from "vitest";
import { completeTo, livenessOf } from "@/lib/chat/conversation/state";
import { openTimeline, receiveOwn, visibleMessages } from "@/lib/chat/timeline";
import { ConversationModel } from "./conversation-model";

test("the seal is complete to the head when nothing is missing", () => {
  const model = new ConversationModel();
  model.send();
  model.send();
  const timeline = openTimeline(model.snapshot(50));
  expect(completeTo(timeline, visibleMessages(timeline))).toBe(2);
});

test("the seal stops before the first place that has not come", () => {
  const model = new ConversationModel();
  model.send();
  const timeline = openTimeline(model.snapshot(50));
  model.send();
  const own = receiveOwn(timeline, model.send());
  expect(completeTo(own, visibleMessages(own))).toBe(1);
});

test.each([
  ["connecting", null, "joining", false],
  ["live", null, "live", true],
  ["reconnecting", null, "joining", true],
  ["reconnecting", null, "refused", true],
  ["signed_out", null, "signed_out", true],
  ["signed_out", "signed_out", "live", true],
  ["gone", "gone", "live", true],
] as const)(
  "the seal says %s when the site refuses %s and the topic is %s (live before: %s)",
  (says, refused, status, wasLive) => {
    expect(livenessOf(refused, status, wasLive)).toBe(says);
  },
);
