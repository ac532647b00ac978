import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import { hasGap, visibleMessages } from "@/lib/chat/timeline";
import { World } from "./catch-up-world";

const delay = fc.integer({ min: 0, max: 2_000 });

const step = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom("send", "edit", "delete", "own") },
  { weight: 6, arbitrary: fc.constantFrom("wait", "wait long") },
  { weight: 4, arbitrary: fc.constantFrom("cut", "join", "hide", "show", "poll") },
  // More than a page, and more than is fetched page by page.
  { weight: 1, arbitrary: fc.constantFrom("send 250", "send 1,100") },
);

const fate = fc.record({
  outcome: fc.constantFrom("answer" as const, "answer" as const, "fail" as const, "stall" as const),
  out: delay,
  back: delay,
});

/** Lost, once or twice; soon or late. */
const deliveries = fc.array(fc.array(delay, { maxLength: 2 }), { maxLength: 40, size: "max" });

test.prop(
  [
    fc.array(fc.tuple(step, fc.nat(200)), { maxLength: 40, size: "max" }),
    fc.array(fate, { maxLength: 20, size: "max" }),
    deliveries,
  ],
  { numRuns: 200 },
)(
  "with events lost, doubled and late, requests refused and stalled, a tab always ends level, and then rests",
  async (steps, fates, events) => {
    const world = new World(60);
    world.fates = [...fates];
    world.deliveries = [...events];
    world.join();
    for (const [kind, which] of steps) {
      const { model, clock } = world;
      switch (kind) {
        case "send":
          world.broadcast(model.send());
          break;
        case "send 250":
        case "send 1,100":
          for (let sent = 0; sent < (kind === "send 250" ? 250 : 1_100); sent += 1)
            if (sent % 50 === 0) world.broadcast(model.send());
            else model.send();
          break;
        case "edit":
        case "delete":
          world.broadcast(model.change(1 + (which % model.messages.length), kind));
          break;
        case "own":
          world.sendOwn(which * 10);
          break;
        case "wait":
          await clock.advance(which * 3);
          break;
        case "wait long":
          await clock.advance(which * 100);
          break;
        case "cut":
          world.isConnected = false;
          break;
        case "join":
          world.join();
          break;
        case "hide":
          world.isVisible = false;
          break;
        case "show":
          world.show();
          break;
        case "poll":
          world.catchUp.catchUp(false);
          break;
      }
    }
    // From here on the network is well. Whoever was cut off joins, and somebody looks.
    world.fates = [];
    if (!world.isConnected) world.join();
    if (!world.isVisible) world.show();
    await world.clock.advance(80_000);

    expect(hasGap(world.timeline)).toBe(false);
    expect(world.timeline.revision).toBe(world.model.revision);
    expect(visibleMessages(world.timeline)).toEqual(world.model.messages.slice(world.timeline.from - 1));

    // A tab that is level asks for the head now and then, and for nothing else.
    const before = world.asked.length;
    await world.clock.advance(100_000);
    const rest = world.requests.slice(before);
    expect(new Set(rest)).toEqual(new Set(["head"]));
    expect(rest.length).toBeLessThanOrEqual(4);
  },
  60_000,
);
