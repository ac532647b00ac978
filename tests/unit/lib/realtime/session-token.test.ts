import { afterEach, expect, test, vi } from "vitest";
import { createSessionToken, SignedOutError } from "@/lib/realtime/session-token";

afterEach(() => vi.unstubAllGlobals());

function site(answers: (() => Response)[]) {
  const calls = vi.fn(async () => (answers.shift() ?? (() => new Response(null, { status: 500 })))());
  vi.stubGlobal("fetch", calls);
  return calls;
}

const token = (accessToken: string, expiresAt: number) => () => Response.json({ accessToken, expiresAt });

test("a token that lasts is asked for once", async () => {
  const calls = site([token("first", 1_000)]);
  const sessionToken = createSessionToken(() => 0);
  expect(await sessionToken()).toBe("first");
  expect(await sessionToken()).toBe("first");
  expect(calls).toHaveBeenCalledTimes(1);
});

test("a token in its last 80 seconds is replaced", async () => {
  let now = 0;
  site([token("first", 900), token("second", 1_800)]);
  const sessionToken = createSessionToken(() => now);
  await sessionToken();
  now = 821_000;
  expect(await sessionToken()).toBe("second");
});

test("many who ask at once share one request", async () => {
  const calls = site([token("first", 1_000)]);
  const sessionToken = createSessionToken(() => 0);
  expect(await Promise.all([sessionToken(), sessionToken()])).toEqual(["first", "first"]);
  expect(calls).toHaveBeenCalledTimes(1);
});

test("an ended session says so, and can begin again", async () => {
  site([() => new Response(null, { status: 401 }), token("again", 1_000)]);
  const sessionToken = createSessionToken(() => 0);
  await expect(sessionToken()).rejects.toBeInstanceOf(SignedOutError);
  expect(await sessionToken()).toBe("again");
});
