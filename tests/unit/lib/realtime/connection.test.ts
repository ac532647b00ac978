import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Rung, TopicListener } from "@/lib/realtime/carrier";
import { createConnection } from "@/lib/realtime/connection";
import type { AttemptEvents } from "@/lib/realtime/rungs/rung";
import type { Change, Surroundings } from "@/lib/realtime/surroundings";

beforeEach(() => {
  vi.useFakeTimers();
  // The site cannot be reached, unless a test says so.
  vi.stubGlobal("fetch", vi.fn().mockRejectedValue(new TypeError("Failed to fetch")));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Rungs that do what the test says, and a browser around them. */
function stage(names: Rung[] = ["websocket", "sse", "polling"]) {
  const tries: { rung: Rung; topics: Set<string>; events: AttemptEvents; checks: number; closed: boolean }[] =
    [];
  const open = (rung: Rung) => (topics: Iterable<string>, events: AttemptEvents) => {
    const attempt = { rung, topics: new Set(topics), events, checks: 0, closed: false };
    tries.push(attempt);
    return {
      join: (topic: string) => void attempt.topics.add(topic),
      leave: (topic: string) => void attempt.topics.delete(topic),
      check: () => {
        attempt.checks += 1;
      },
      close: () => {
        attempt.closed = true;
      },
    };
  };
  const network = { online: true };
  const around = new Set<(change: Change) => void>();
  const surroundings: Surroundings = {
    isVisible: () => true,
    isOnline: () => network.online,
    onChange(listener) {
      around.add(listener);
      return () => around.delete(listener);
    },
  };
  const remembered: Rung[] = [];
  const giveUpHanging = vi.fn();
  const connection = createConnection({
    site: { giveUpHanging },
    rungs: Object.fromEntries(names.map((rung) => [rung, open(rung)])),
    surroundings,
    remember: (rung) => remembered.push(rung),
  });
  const last = () => {
    const attempt = tries.at(-1);
    if (!attempt) throw new Error("Nothing was tried");
    return attempt;
  };
  return {
    connection,
    giveUpHanging,
    tries,
    last,
    remembered,
    around,
    network,
    change(change: Change) {
      for (const listener of around) listener(change);
    },
    becomeLive(topic: string) {
      last().events.onOpen();
      last().events.onStatus(topic, "live");
      last().events.onCatchUp(topic);
    },
  };
}

function ear() {
  const heard: string[] = [];
  const listener: TopicListener = {
    onEvent: ({ event }) => heard.push(event),
    onStatus: (status) => heard.push(`(${status})`),
    onCatchUp: () => heard.push("catch up"),
  };
  return { heard, listener };
}

test("nothing is opened or attended before somebody listens", () => {
  const { tries, around } = stage();
  expect(tries).toEqual([]);
  expect(around.size).toBe(0);
});

test("a topic is joined once for two listeners, kept for moments after both have gone, and then left", () => {
  const { connection, last } = stage();
  const stopFirst = connection.listen("team:1", ear().listener);
  const stopSecond = connection.listen("team:1", ear().listener);
  connection.listen("user:1", ear().listener);
  expect([...last().topics]).toEqual(["team:1", "user:1"]);
  stopFirst();
  stopSecond();
  vi.advanceTimersByTime(2_900);
  const back = connection.listen("team:1", ear().listener);
  vi.advanceTimersByTime(10_000);
  expect([...last().topics]).toContain("team:1");
  back();
  vi.advanceTimersByTime(3_100);
  expect([...last().topics]).toEqual(["user:1"]);
});

test("a listener hears the statuses, the events, and when it is time to read", () => {
  const { connection, last, becomeLive } = stage();
  const { heard, listener } = ear();
  connection.listen("team:1", listener);
  becomeLive("team:1");
  last().events.onEvent("team:1", { event: "message", payload: {} });
  last().events.onEvent("team:2", { event: "of others", payload: {} });
  expect(heard).toEqual(["(joining)", "(live)", "catch up", "message"]);
});

test("who comes late to a topic that is live reads at once", () => {
  const { connection, becomeLive } = stage();
  connection.listen("team:1", ear().listener);
  becomeLive("team:1");
  const { heard, listener } = ear();
  connection.listen("team:1", listener);
  expect(heard).toEqual(["(live)", "catch up"]);
});

test("a lost connection is told, reads meanwhile, and comes back", () => {
  const { connection, last, tries, becomeLive } = stage();
  const { heard, listener } = ear();
  connection.listen("team:1", listener);
  becomeLive("team:1");
  heard.length = 0;
  last().events.onFailure("lost");
  expect(connection.getState()).toMatchObject({ rung: "websocket", phase: "waiting" });
  expect(heard).toEqual(["(joining)", "catch up"]);
  vi.advanceTimersByTime(1_000);
  expect(tries).toHaveLength(2);
  becomeLive("team:1");
  expect(heard.slice(-2)).toEqual(["(live)", "catch up"]);
});

test("a probe leaves alone what serves, and takes its place when it works", () => {
  const { connection, tries, last, remembered } = stage(["websocket", "sse"]);
  const { heard, listener } = ear();
  connection.listen("team:1", listener);
  last().events.onFailure("held");
  const [, sse] = tries;
  sse?.events.onOpen();
  sse?.events.onStatus("team:1", "live");
  vi.advanceTimersByTime(30_000);
  const probe = last();
  expect(probe).toMatchObject({ rung: "websocket", closed: false });
  expect(sse?.closed).toBe(false);
  probe.events.onStatus("team:1", "joining");
  expect(heard.at(-1)).toBe("(live)");
  connection.listen("user:1", ear().listener);
  expect([...probe.topics]).toEqual(["team:1", "user:1"]);
  probe.events.onOpen();
  expect(connection.getState()).toMatchObject({ rung: "websocket", phase: "open" });
  expect(sse?.closed).toBe(true);
  expect(probe.closed).toBe(false);
  expect(remembered).toEqual(["sse", "websocket"]);
  probe.events.onFailure("lost");
  expect(connection.getState().phase).toBe("waiting");
});

test("a way that is held is not blamed while the site does not answer either", async () => {
  const { connection, last } = stage(["websocket", "sse"]);
  connection.listen("team:1", ear().listener);
  last().events.onOpen();
  last().events.onFailure("lost");
  // Long enough for a knock at the site to fail, and the next try to begin.
  await vi.advanceTimersByTimeAsync(5_000);
  last().events.onFailure("held");
  expect(connection.getState()).toMatchObject({ rung: "websocket", phase: "waiting" });
  vi.mocked(fetch).mockResolvedValue(new Response());
  await vi.advanceTimersByTimeAsync(10_000);
  last().events.onFailure("held");
  expect(connection.getState().rung).toBe("sse");
});

test("what hangs is given up when the network may be another one", async () => {
  const { connection, giveUpHanging, last } = stage();
  connection.listen("team:1", ear().listener);
  last().events.onOpen();
  last().events.onFailure("lost");
  giveUpHanging.mockClear();
  await vi.advanceTimersByTimeAsync(2_000);
  // A knock failed: all may be only slow.
  expect(new Set(giveUpHanging.mock.calls.flat())).toEqual(new Set([6_000]));
  giveUpHanging.mockClear();
  vi.mocked(fetch).mockResolvedValue(new Response());
  await vi.advanceTimersByTimeAsync(2_000);
  last().events.onOpen();
  expect(giveUpHanging.mock.calls).toEqual([[3_000], [3_000]]);
});

test("a probe that fails changes nothing for who listens", () => {
  const { connection, tries, last } = stage(["websocket", "sse"]);
  const { heard, listener } = ear();
  connection.listen("team:1", listener);
  last().events.onFailure("held");
  last().events.onOpen();
  last().events.onStatus("team:1", "live");
  heard.length = 0;
  vi.advanceTimersByTime(30_000);
  last().events.onFailure("lost");
  expect(heard).toEqual([]);
  expect(connection.getState()).toMatchObject({ rung: "sse", phase: "open" });
  expect(tries.map(({ closed }) => closed)).toEqual([true, false, true]);
});

test("offline it is still; the network's return opens and reads at once", () => {
  const { connection, tries, becomeLive, change } = stage();
  const { heard, listener } = ear();
  connection.listen("team:1", listener);
  becomeLive("team:1");
  change("offline");
  expect(connection.getState().phase).toBe("offline");
  vi.advanceTimersByTime(120_000);
  expect(tries).toHaveLength(1);
  heard.length = 0;
  change("online");
  expect(tries).toHaveLength(2);
  expect(heard).toEqual(["catch up"]);
});

test("a tab that slept doubts what it has and reads at once", () => {
  const { connection, last, becomeLive, change } = stage();
  const { heard, listener } = ear();
  connection.listen("team:1", listener);
  becomeLive("team:1");
  heard.length = 0;
  change("woke");
  expect(last().checks).toBe(1);
  expect(heard).toEqual(["catch up"]);
});

test("a site that answers again is not kept waiting for the backoff", async () => {
  const { connection, last, tries } = stage(["polling"]);
  connection.listen("team:1", ear().listener);
  for (let failures = 0; failures < 8; failures += 1) {
    last().events.onFailure("lost");
    if (failures < 7) await vi.advanceTimersByTimeAsync(30_000);
  }
  const before = tries.length;
  await vi.advanceTimersByTimeAsync(3_000);
  expect(tries).toHaveLength(before);
  vi.mocked(fetch).mockResolvedValue(new Response());
  await vi.advanceTimersByTimeAsync(1_500);
  expect(tries).toHaveLength(before + 1);
});

test("an ended session is told to all, and looked for again", () => {
  const { connection, last, tries } = stage();
  const { heard, listener } = ear();
  connection.listen("team:1", listener);
  last().events.onSignedOut();
  expect(heard.at(-1)).toBe("(signed_out)");
  const late = ear();
  connection.listen("user:1", late.listener);
  expect(late.heard).toEqual(["(signed_out)"]);
  vi.advanceTimersByTime(5_000);
  expect(tries).toHaveLength(2);
});

test("closing it ends all there is", () => {
  const { connection, last, tries, around } = stage();
  connection.listen("team:1", ear().listener);
  last().events.onFailure("lost");
  connection.close();
  vi.advanceTimersByTime(120_000);
  expect(tries).toHaveLength(1);
  expect(around.size).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

test("an end of being offline that no event told is noticed on waking", () => {
  const { connection, tries, network, change } = stage();
  connection.listen("team:1", ear().listener);
  network.online = false;
  change("offline");
  change("woke");
  expect(tries).toHaveLength(1);
  network.online = true;
  change("visible");
  expect(tries).toHaveLength(2);
});

test("when the last screen has gone it rests, and the next one starts it again", async () => {
  const { connection, tries, last, around, becomeLive, remembered } = stage();
  const stop = connection.listen("team:1", ear().listener);
  becomeLive("team:1");
  stop();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(tries).toHaveLength(1);
  expect(last().closed).toBe(true);
  expect(around.size).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
  expect(fetch).not.toHaveBeenCalled();
  connection.listen("team:2", ear().listener);
  expect(tries).toHaveLength(2);
  becomeLive("team:2");
  expect(connection.getState()).toMatchObject({ rung: "websocket", phase: "open" });
  expect(remembered).toEqual(["websocket", "websocket"]);
});

test("a network that comes and goes leads down the ladder all the same", async () => {
  const { connection, last } = stage(["websocket", "sse", "polling"]);
  let answers = false;
  vi.mocked(fetch).mockImplementation(async () => {
    answers = !answers;
    if (!answers) throw new TypeError("Failed to fetch");
    return new Response();
  });
  connection.listen("team:1", ear().listener);
  // The tries themselves neither open nor fail: they are replaced each time an answer comes after none.
  last().events.onFailure("lost");
  await vi.advanceTimersByTimeAsync(120_000);
  expect(connection.getState().rung).not.toBe("websocket");
});

test("a site that answers is not knocked on without need", async () => {
  const { connection, last } = stage(["polling"]);
  vi.mocked(fetch).mockImplementation(async () => new Response());
  connection.listen("team:1", ear().listener);
  for (let minute = 0; minute < 10; minute += 1) {
    last().events.onFailure("lost");
    await vi.advanceTimersByTimeAsync(6_000);
  }
  expect(vi.mocked(fetch).mock.calls.length).toBeLessThan(30);
});

test("what a rung said of its topics goes with it when a probe takes over", () => {
  const { connection, last } = stage(["websocket", "sse"]);
  const { heard, listener } = ear();
  connection.listen("team:1", ear().listener);
  connection.listen("team:2", listener);
  last().events.onFailure("held");
  last().events.onOpen();
  last().events.onStatus("team:2", "live");
  vi.advanceTimersByTime(30_000);
  last().events.onOpen();
  last().events.onStatus("team:1", "live");
  expect(heard.at(-1)).toBe("(joining)");
});

test("looking for a new session is no news while there is none", () => {
  const { connection, last } = stage();
  const { heard, listener } = ear();
  connection.listen("team:1", listener);
  last().events.onSignedOut();
  heard.length = 0;
  vi.advanceTimersByTime(5_000);
  last().events.onSignedOut();
  expect(heard).toEqual([]);
  expect(connection.getState().phase).toBe("signed_out");
});
