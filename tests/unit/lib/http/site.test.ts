import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createSite } from "@/lib/http/site";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const PERSON = "20000000-0000-4000-8000-000000000003";

/** A site of which each request is answered by hand, or never. */
function stage() {
  const requests: { path: string; init: RequestInit; answer(response: Response): void }[] = [];
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    return new Promise((resolve, reject) => {
      init.signal?.addEventListener("abort", () => reject(init.signal?.reason));
      requests.push({ path, init, answer: resolve });
    });
  });
  const site = createSite(PERSON);
  const ask = (path: string, ...rest: [Parameters<typeof site.ask>[1]?]) => {
    const asked = { state: "waiting" as string };
    site.ask(path, ...rest).then(
      ({ status }) => {
        asked.state = String(status);
      },
      () => {
        asked.state = "given up";
      },
    );
    return asked;
  };
  return { site, requests, ask };
}

test("every request says whose page asks, and what is posted or patched is JSON", async () => {
  const { requests, ask } = stage();
  ask("/a");
  ask("/b", { post: { seq: 3 }, keepalive: true });
  expect(requests[0]?.init).toMatchObject({ cache: "no-store", headers: { "rinkside-person": PERSON } });
  expect(requests[0]?.init.method).toBeUndefined();
  expect(requests[1]?.init).toMatchObject({
    method: "POST",
    body: '{"seq":3}',
    keepalive: true,
    headers: { "rinkside-person": PERSON, "Content-Type": "application/json" },
  });
  ask("/c", { patch: {} });
  expect(requests[2]?.init).toMatchObject({
    method: "PATCH",
    body: "{}",
    headers: { "Content-Type": "application/json" },
  });
});

test("what hangs is given up when the network may have changed, and what has just been asked is not", async () => {
  const { site, ask } = stage();
  const old = ask("/old");
  await vi.advanceTimersByTimeAsync(900);
  const young = ask("/young");
  await vi.advanceTimersByTimeAsync(100);
  site.giveUpHanging(1_000);
  await vi.advanceTimersByTimeAsync(0);
  expect([old.state, young.state]).toEqual(["given up", "waiting"]);
});

test("an answer that is still coming does not hang", async () => {
  const { site, requests, ask } = stage();
  const slow = ask("/slow");
  let say = (_: string) => {};
  let end = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      say = (text) => controller.enqueue(new TextEncoder().encode(text));
      end = () => controller.close();
    },
  });
  requests[0]?.answer(new Response(body));
  await vi.advanceTimersByTimeAsync(5_000);
  say("{");
  await vi.advanceTimersByTimeAsync(500);
  site.giveUpHanging(1_000);
  say("}");
  end();
  await vi.advanceTimersByTimeAsync(0);
  expect(slow.state).toBe("200");
});

test("what is not needed any more is ended", async () => {
  const { ask } = stage();
  const needless = new AbortController();
  const asked = ask("/a", { needless: needless.signal });
  needless.abort();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked.state).toBe("given up");
});
