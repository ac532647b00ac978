import { expect, test } from "vitest";
import { hasGap, visibleMessages } from "@/lib/chat/timeline";
import { World } from "./catch-up-world";

const last = (world: World) => visibleMessages(world.timeline).at(-1)?.seq;

test("an event in its turn asks for nothing", async () => {
  const world = new World(2);
  world.broadcast(world.model.send());
  await world.clock.advance(1_000);
  expect(last(world)).toBe(3);
  expect(world.requests).toEqual([]);
});

test("a missing event is given 300 ms to arrive by itself", async () => {
  const world = new World(2);
  world.deliveries = [[200], [10]];
  world.broadcast(world.model.send());
  world.broadcast(world.model.send());
  await world.clock.advance(1_000);
  expect(last(world)).toBe(4);
  expect(world.requests).toEqual([]);
});

test("an event that does not come within 300 ms is fetched", async () => {
  const world = new World(2);
  world.deliveries = [[], [10]];
  world.broadcast(world.model.send());
  world.broadcast(world.model.send());
  await world.clock.advance(309);
  expect(world.requests).toEqual([]);
  await world.clock.advance(100);
  expect(world.requests).toEqual(["changes"]);
  expect(world.holes).toEqual(["hole"]);
  expect(last(world)).toBe(4);
});

test("each hole is given its own time: one that filled leaves nothing to the next", async () => {
  const world = new World(2);
  world.deliveries = [[200], [10], [450], [10]];
  for (let sent = 0; sent < 4; sent += 1) world.broadcast(world.model.send());
  await world.clock.advance(1_000);
  expect(last(world)).toBe(6);
  expect(world.requests).toEqual([]);
});

test("the last event of all may be lost: the head tells after 25 s, and that nobody was told", async () => {
  const world = new World(2);
  world.deliveries = [[]];
  world.broadcast(world.model.send());
  await world.clock.advance(24_999);
  expect(world.requests).toEqual([]);
  await world.clock.advance(1_000);
  expect(world.requests).toEqual(["head", "changes"]);
  expect(world.holes).toEqual(["unheard"]);
  expect(last(world)).toBe(3);
});

test("an event that the head has overtaken is not missed", async () => {
  const world = new World(2);
  await world.clock.advance(24_990);
  world.deliveries = [[200]];
  world.broadcast(world.model.send());
  await world.clock.advance(1_000);
  expect(world.requests).toEqual(["head"]);
  expect(world.holes).toEqual([]);
  expect(last(world)).toBe(3);
});

test("an event from after what the head told of proves that the connection still tells", async () => {
  const world = new World(2);
  world.deliveries = [[], [10]];
  world.broadcast(world.model.send());
  await world.clock.advance(25_100);
  world.broadcast(world.model.send());
  await world.clock.advance(500);
  expect(world.holes).toEqual(["hole"]);
  expect(last(world)).toBe(4);
});

test("a hidden tab asks for no head, and looks as soon as somebody looks at it", async () => {
  const world = new World(2);
  world.isVisible = false;
  await world.clock.advance(100_000);
  expect(world.requests).toEqual([]);
  world.show();
  await world.clock.advance(10);
  expect(world.requests).toEqual(["head"]);
});

test("a join is read at once, however the last try failed", async () => {
  const world = new World(2);
  world.fates = Array.from({ length: 6 }, () => ({ outcome: "fail", out: 1, back: 1 }));
  world.join();
  await world.clock.advance(20_000);
  const before = world.asked.length;
  expect(before).toBeLessThanOrEqual(6);
  world.fates = [];
  world.join();
  await world.clock.advance(0);
  expect(world.asked.length).toBe(before + 1);
});

test("a failure is tried again after a pause that grows", async () => {
  const world = new World(2);
  world.fates = Array.from({ length: 5 }, () => ({ outcome: "fail", out: 0, back: 0 }));
  world.join();
  await world.clock.advance(120_000);
  const times = world.asked.slice(0, 6).map(({ at }) => at);
  const pauses = times.slice(1).map((at, index) => at - (times[index] ?? 0));
  expect(pauses).toEqual([750, 1_500, 3_000, 6_000, 12_000]);
});

test("whoever joins waits 1 s for a request from before, then asks beside it", async () => {
  const world = new World(2);
  world.fates = [{ outcome: "stall", out: 0, back: 0 }];
  world.join();
  world.model.send();
  await world.clock.advance(200);
  world.join();
  await world.clock.advance(799);
  expect(world.requests).toEqual(["changes"]);
  await world.clock.advance(100);
  expect(world.requests).toEqual(["changes", "changes"]);
  expect(last(world)).toBe(3);
  // The one that is given up in the end decides nothing any more.
  await world.clock.advance(12_000);
  expect(world.requests).toEqual(["changes", "changes"]);
});

test("on waking, a request that hangs in a network that is gone is made again beside it, five times", async () => {
  const world = new World(2);
  world.fates = Array.from({ length: 9 }, () => ({ outcome: "stall", out: 0, back: 0 }));
  world.show();
  await world.clock.advance(9_000);
  expect(world.asked).toEqual([0, 500, 1_000, 1_500, 2_000, 2_500].map((at) => ({ at, what: "head" })));
});

test("whichever of them is answered first will do", async () => {
  const world = new World(2);
  world.fates = [
    { outcome: "stall", out: 0, back: 0 },
    { outcome: "answer", out: 0, back: 700 },
    { outcome: "stall", out: 0, back: 0 },
  ];
  world.model.send();
  world.show();
  await world.clock.advance(1_199);
  expect(last(world)).toBe(2);
  // The second, made at 500 ms, tells of the third message; it is fetched 300 ms later.
  await world.clock.advance(400);
  expect(last(world)).toBe(3);
  expect(world.requests).toEqual(["head", "head", "head", "changes"]);
  await world.clock.advance(20_000);
  expect(world.requests).toHaveLength(4);
});

test("what is asked again on waking is all that is wanted, not less", async () => {
  const world = new World(2);
  world.fates = [{ outcome: "stall", out: 0, back: 0 }];
  world.join();
  world.model.send();
  await world.clock.advance(200);
  world.show();
  await world.clock.advance(400);
  expect(world.requests).toEqual(["changes", "changes"]);
  expect(last(world)).toBe(3);
});

test("a poll waits for the answer to the last one, however slow", async () => {
  const world = new World(2);
  world.fates = [{ outcome: "answer", out: 10, back: 9_000 }];
  world.catchUp.catchUp(false);
  await world.clock.advance(5_000);
  world.catchUp.catchUp(false);
  await world.clock.advance(3_000);
  expect(world.requests).toEqual(["changes"]);
  await world.clock.advance(2_000);
  expect(world.requests).toEqual(["changes", "changes"]);
});

test("500 missed messages come page by page, and the window stays", async () => {
  const world = new World(60);
  for (let sent = 0; sent < 500; sent += 1) world.model.send();
  world.join();
  await world.clock.advance(150);
  expect(world.requests).toEqual(["changes", "changes", "changes"]);
  expect(visibleMessages(world.timeline).map(({ seq }) => seq)).toEqual(
    Array.from({ length: 550 }, (_, index) => index + 11),
  );
});

test("5,000 missed messages come by a new snapshot, with one's own that was sent meanwhile", async () => {
  const world = new World(60);
  for (let sent = 0; sent < 5_000; sent += 1) world.model.send();
  world.fates = [
    { outcome: "answer", out: 10, back: 10 },
    { outcome: "answer", out: 10, back: 500 },
  ];
  world.join();
  await world.clock.advance(100);
  world.deliveries = [[]];
  world.sendOwn(50);
  await world.clock.advance(2_000);
  expect(world.requests).toEqual(["changes", "snapshot", "changes"]);
  // Of the page that told how far it was nothing was shown.
  expect(world.answers[0]?.after.rows).toBe(world.answers[0]?.before.rows);
  expect(last(world)).toBe(5_061);
  expect(world.timeline.from).toBe(5_011);
  expect(hasGap(world.timeline)).toBe(false);
});

test("what a probe finds to be far away is fetched by a snapshot, without a page in vain", async () => {
  const world = new World(60);
  for (let sent = 0; sent < 5_000; sent += 1) world.model.send();
  await world.clock.advance(26_000);
  expect(world.requests).toEqual(["head", "snapshot"]);
});

test("a hole that the server does not fill is not asked for without a pause", async () => {
  const world = new World(2);
  const far = world.model.send();
  // Of a server that was put back to an earlier state.
  world.catchUp.receive({ ...far, revision: 9 });
  world.model.messages.pop();
  world.model.revision = 2;
  await world.clock.advance(60_000);
  expect(world.asked.length).toBeLessThanOrEqual(8);
});

test("after it was stopped, an answer that is still on its way decides nothing for the next time", async () => {
  const world = new World(2);
  world.fates = [{ outcome: "answer", out: 10, back: 400 }];
  world.join();
  await world.clock.advance(50);
  world.catchUp.stop();
  world.catchUp.start();
  world.fates = [{ outcome: "answer", out: 600, back: 10 }];
  world.join();
  world.catchUp.catchUp(false);
  await world.clock.advance(500);
  expect(world.requests).toEqual(["changes", "changes"]);
});
