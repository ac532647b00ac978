import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import type { Message } from "@/lib/chat/schema";
import {
  hasGap,
  openTimeline,
  receiveChanges,
  receiveEvent,
  receiveHistory,
  receiveOwn,
  receiveSnapshot,
  type Timeline,
  visibleMessages,
} from "@/lib/chat/timeline";
import { ConversationModel } from "./conversation-model";

const PAGE = 3;

/** What may happen, on the server and on the way, in any order. Numbers are picked modulo what there is. */
const step = fc.oneof(
  fc.record({ kind: fc.constant("send" as const) }),
  fc.record({ kind: fc.constantFrom("edit" as const, "delete" as const), place: fc.nat(40) }),
  // An event arrives: any that was ever said, so late, doubled and out of order; one that never comes was lost.
  fc.record({ kind: fc.constant("event" as const), which: fc.nat(200) }),
  fc.record({ kind: fc.constant("own" as const), which: fc.nat(200) }),
  // A request is answered now and the answer arrives later, after whatever comes between, in any order.
  fc.record({
    kind: fc.constantFrom("ask changes" as const, "ask history" as const, "ask snapshot" as const),
  }),
  fc.record({ kind: fc.constant("answer" as const), which: fc.nat(5) }),
);

function catchUp(timeline: Timeline, model: ConversationModel): Timeline {
  let level = timeline;
  for (let rounds = 0; rounds < 100; rounds += 1) {
    const since = level.revision;
    const page = model.changes(since, PAGE);
    level = receiveChanges(level, page, since, PAGE);
    if (page.messages.length < PAGE) return level;
  }
  throw new Error("Catching up never came level");
}

function shown(messages: readonly Message[]) {
  return messages.map(({ seq, revision, content }) => ({ seq, revision, content }));
}

test.prop([fc.integer({ min: 0, max: 12 }), fc.array(step, { maxLength: 60 })], { numRuns: 5_000 })(
  "whatever arrives in whatever order, catching up ends in the state of the server",
  (before, steps) => {
    const model = new ConversationModel();
    for (let sent = 0; sent < before; sent += 1) model.send();
    let timeline = openTimeline(model.snapshot(PAGE));
    const answers: ((current: Timeline) => Timeline)[] = [];

    for (const next of steps) {
      switch (next.kind) {
        case "send":
          model.send();
          break;
        case "edit":
        case "delete":
          if (model.messages.length > 0) model.change(1 + (next.place % model.messages.length), next.kind);
          break;
        case "event":
        case "own": {
          const event = model.events[next.which % Math.max(1, model.events.length)];
          if (event)
            timeline = next.kind === "own" ? receiveOwn(timeline, event) : receiveEvent(timeline, event);
          break;
        }
        case "ask changes": {
          const since = timeline.revision;
          const page = model.changes(since, PAGE);
          answers.push((current) => receiveChanges(current, page, since, PAGE));
          break;
        }
        case "ask history": {
          const asked = timeline.from;
          const page = model.history(asked, PAGE);
          answers.push((current) => receiveHistory(current, page, asked, PAGE));
          break;
        }
        case "ask snapshot": {
          const snapshot = model.snapshot(PAGE);
          answers.push((current) => receiveSnapshot(current, snapshot));
          break;
        }
        case "answer": {
          const [answer] = answers.splice(next.which % Math.max(1, answers.length), 1);
          if (answer) timeline = answer(timeline);
          break;
        }
      }
      const seqs = visibleMessages(timeline).map((message) => message.seq);
      expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
      expect(timeline.revision).toBeLessThanOrEqual(model.revision);
    }

    const level = catchUp(timeline, model);
    expect(level.revision).toBe(model.revision);
    expect(hasGap(level)).toBe(false);
    expect(shown(visibleMessages(level))).toEqual(
      shown(model.messages.filter(({ seq }) => seq >= level.from)),
    );
  },
);

test.prop([fc.array(fc.constantFrom("send", "edit", "delete"), { minLength: 1, maxLength: 40 }), fc.nat()])(
  "every event in its turn leaves nothing to catch up",
  (kinds, seed) => {
    const model = new ConversationModel();
    model.send();
    let timeline = openTimeline(model.snapshot(200));
    for (const kind of kinds) {
      if (kind === "send") model.send();
      else model.change(1 + (seed % model.messages.length), kind as "edit" | "delete");
    }
    for (const event of model.events) timeline = receiveEvent(timeline, event);
    expect(timeline.revision).toBe(model.revision);
    expect(shown(visibleMessages(timeline))).toEqual(shown(model.messages));
  },
);
