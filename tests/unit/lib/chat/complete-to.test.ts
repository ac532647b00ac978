import { expect, test } from "vitest";
import { completeTo } from "@/lib/chat/conversation/state";
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
