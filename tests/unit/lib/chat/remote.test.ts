import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRemote, type ReadFailure } from "@/lib/chat/conversation/remote";
import { createSite } from "@/lib/http/site";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A site that says this, a character after each pause. */
function answerSlowly(body: string, pause: number) {
  vi.stubGlobal("fetch", async (_: string, { signal }: { signal: AbortSignal }) => {
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        const characters = [...body];
        const timer = setInterval(() => {
          const next = characters.shift();
          if (next) return controller.enqueue(new TextEncoder().encode(next));
          clearInterval(timer);
          controller.close();
        }, pause);
        signal.addEventListener("abort", () => {
          clearInterval(timer);
          controller.error(signal.reason);
        });
      },
    });
    return new Response(stream);
  });
}

const site = createSite("20000000-0000-4000-8000-000000000003");
const remote = createRemote(site, "10000000-0000-4000-8000-000000000001");
const head = { last_seq: 12, last_revision: 15 };
const failure = (promise: Promise<unknown>) =>
  promise.then(() => null).catch(({ code }: ReadFailure) => code);

test("a slow answer is waited for, as long as something comes", async () => {
  answerSlowly(JSON.stringify(head), 9_000);
  const read = remote.head();
  await vi.advanceTimersByTimeAsync(9_000 * 40);
  expect(await read).toEqual(head);
});

test("an answer that stops coming is given up after 10 s", async () => {
  answerSlowly(JSON.stringify(head), 10_001);
  const read = failure(remote.head());
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await read).toBe("unavailable");
});

test("a site that does not answer at all is given up after 10 s", async () => {
  vi.stubGlobal(
    "fetch",
    (_: string, { signal }: { signal: AbortSignal }) =>
      new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
  );
  const read = failure(remote.changes(3));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await read).toBe("unavailable");
});

test.each([
  [401, "signed_out"],
  [404, "not_found"],
  [503, "unavailable"],
])("an answer of %i is %s", async (status, code) => {
  vi.stubGlobal("fetch", async () => new Response("{}", { status }));
  expect(await failure(remote.snapshot())).toBe(code);
});

test.each(["", "{", '{"last_seq":-1,"last_revision":2}'])("a body of %j is no answer", async (body) => {
  vi.stubGlobal("fetch", async () => new Response(body));
  expect(await failure(remote.head())).toBe("unavailable");
});
