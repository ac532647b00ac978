import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openWebSocket } from "@/lib/realtime/rungs/websocket";

/*
 * The real client over a socket and a window in the test's hands: what it does by itself when a tab becomes visible
 * is what these are about.
 */
const { around } = vi.hoisted(() => {
  const around = new EventTarget();
  // The client looks for them when it is loaded.
  Object.assign(globalThis, { window: around, document: { visibilityState: "visible" } });
  return { around };
});

const sockets: Socket[] = [];
let opens = true;

class Socket extends EventTarget {
  readyState = 0;
  bufferedAmount = 0;
  readonly sent: unknown[] = [];
  onopen: ((event: Event) => void) | null = null;
  onclose: ((event: Event) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  onmessage: ((event: Event) => void) | null = null;
  constructor() {
    super();
    sockets.push(this);
    for (const kind of ["open", "close", "error", "message"] as const)
      this.addEventListener(kind, (event) => this[`on${kind}`]?.(event));
    if (opens) setTimeout(() => this.#become(1, "open"), 20);
  }
  send(data: unknown) {
    this.sent.push(data);
  }
  close() {
    if (this.readyState >= 2) return;
    this.readyState = 2;
    setTimeout(() => this.#become(3, "close"), 30);
  }
  #become(state: number, kind: string) {
    if (this.readyState >= state) return;
    this.readyState = state;
    this.dispatchEvent(new Event(kind));
  }
}

const isOpen = ({ readyState }: Socket) => readyState === 1;
const becomeVisible = () => around.dispatchEvent(new Event("visibilitychange"));

function openTry(token = "t") {
  const onFailure = vi.fn();
  const attempt = openWebSocket(
    {
      url: "http://supabase.test",
      publishableKey: "key",
      token: { get: async () => token, forget: () => {} },
      personId: "person",
    },
    ["team:1"],
    {
      onOpen: () => {},
      onStatus: () => {},
      onEvent: () => {},
      onCatchUp: () => {},
      onPresent: () => {},
      onFailure,
      onSignedOut: () => {},
    },
  );
  return { attempt, onFailure };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", Socket);
  sockets.length = 0;
  opens = true;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each<[string, (opened: ReturnType<typeof openTry>) => unknown]>([
  ["closed by the server", () => sockets[0]?.close()],
  ["closed by the ladder", ({ attempt }) => attempt.close()],
  ["doubted, and silent", ({ attempt }) => attempt.check()],
  ["silent to its heartbeats", () => vi.advanceTimersByTimeAsync(60_000)],
])("a try that was %s opens no socket again, however often the tab becomes visible", async (_how, end) => {
  const opened = openTry();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(sockets.filter(isOpen)).toHaveLength(1);
  await end(opened);
  await vi.advanceTimersByTimeAsync(30_000);
  for (let times = 0; times < 3; times += 1) {
    becomeVisible();
    await vi.advanceTimersByTimeAsync(5_000);
  }
  expect(sockets).toHaveLength(1);
  expect(sockets.filter(isOpen)).toEqual([]);
});

test("a socket that neither opens nor fails is given up, and leaves none behind", async () => {
  opens = false;
  const { onFailure } = openTry();
  await vi.advanceTimersByTimeAsync(6_000);
  expect(onFailure.mock.calls).toEqual([["held"]]);
  opens = true;
  becomeVisible();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(sockets).toHaveLength(1);
});

test("a try that waking opens survives the event that woke the tab", async () => {
  const { onFailure } = openTry();
  // Our listener on the document comes first; the client's on the window after whatever was promised has run.
  for (let turns = 0; turns < 100; turns += 1) await Promise.resolve();
  becomeVisible();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(onFailure).not.toHaveBeenCalled();
  expect(sockets.filter(isOpen)).toHaveLength(1);
  expect(sockets).toHaveLength(1);
});

test("a doubt ends with whatever the socket brings", async () => {
  const { attempt, onFailure } = openTry();
  await vi.advanceTimersByTimeAsync(1_000);
  attempt.check();
  await vi.advanceTimersByTimeAsync(2_000);
  sockets[0]?.dispatchEvent(
    new MessageEvent("message", { data: '[null,null,"realtime:team:1","presence_diff",{}]' }),
  );
  await vi.advanceTimersByTimeAsync(5_000);
  expect(onFailure).not.toHaveBeenCalled();
  attempt.check();
  await vi.advanceTimersByTimeAsync(3_100);
  expect(onFailure).toHaveBeenCalledExactlyOnceWith("lost");
});
