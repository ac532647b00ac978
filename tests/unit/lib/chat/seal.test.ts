import { describe, expect, test } from "vitest";
import { livenessOf } from "@/lib/chat/conversation/state";
import { completeTo, openTimeline, receiveOwn } from "@/lib/chat/timeline";
import { ConversationModel } from "./conversation-model";

test("the seal is complete to the head when nothing is missing", () => {
  const model = new ConversationModel();
  model.send();
  model.send();
  const timeline = openTimeline(model.snapshot(50));
  expect(completeTo(timeline)).toBe(2);
});

test("the seal stops before the first place that has not come", () => {
  const model = new ConversationModel();
  model.send();
  const timeline = openTimeline(model.snapshot(50));
  model.send();
  const own = receiveOwn(timeline, model.send());
  expect(completeTo(own)).toBe(1);
});

describe("the seal says", () => {
  test.each([
    ["connecting", null, "joining", "connecting", false],
    ["live", null, "live", "open", true],
    ["polled", null, "polled", "open", true],
    ["reconnecting", null, "joining", "waiting", true],
    ["reconnecting", null, "refused", "open", true],
    ["offline", null, "joining", "offline", true],
    ["offline", null, "joining", "offline", false],
    ["signed_out", null, "signed_out", "signed_out", true],
    ["signed_out", "signed_out", "live", "open", true],
    ["gone", "gone", "live", "open", true],
  ] as const)(
    "%s when the site refuses %s, the topic is %s and the connection %s (live before: %s)",
    (says, refused, status, phase, wasLive) => {
      expect(livenessOf({ refused, status, phase, wasLive, isLeftBehind: false })).toBe(says);
    },
  );

  test("connecting, on a live topic too, of what an earlier visit has left, until the site has said that it is all", () => {
    const left = { refused: null, phase: "open", wasLive: true, isLeftBehind: true } as const;
    expect(livenessOf({ ...left, status: "live" })).toBe("connecting");
    expect(livenessOf({ ...left, status: "polled" })).toBe("connecting");
    expect(livenessOf({ ...left, status: "signed_out" })).toBe("signed_out");
  });
});
