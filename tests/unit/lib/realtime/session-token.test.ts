import { afterEach, expect, test, vi } from "vitest";
import { createSite } from "@/lib/http/site";
import { createSessionToken, SignedOutError } from "@/lib/realtime/session-token";

afterEach(() => vi.unstubAllGlobals());

function site(answers: (() => Response)[]) {
  const calls = vi.fn(async () => (answers.shift() ?? (() => new Response(null, { status: 500 })))());
  vi.stubGlobal("fetch", calls);
  return calls;
}

const token = (accessToken: string, expiresInSeconds: number) => () =>
  Response.json({ accessToken, expiresInSeconds });

/** Both clocks of a reader, each to be set by hand. */
function clocks() {
  const set = { now: 0, elapsed: 0 };
  return { set, now: () => set.now, elapsed: () => set.elapsed };
}

test("a token that lasts is asked for once", async () => {
  const calls = site([token("first", 1_000)]);
  const sessionToken = createSessionToken(createSite("someone"), clocks());
  expect(await sessionToken.get()).toBe("first");
  expect(await sessionToken.get()).toBe("first");
  expect(calls).toHaveBeenCalledTimes(1);
});

test.each(["now", "elapsed"] as const)("a token in its last 80 seconds by %s is replaced", async (clock) => {
  const reader = clocks();
  site([token("first", 900), token("second", 900)]);
  const sessionToken = createSessionToken(createSite("someone"), reader);
  await sessionToken.get();
  reader.set[clock] = 819_000;
  expect(await sessionToken.get()).toBe("first");
  reader.set[clock] = 821_000;
  expect(await sessionToken.get()).toBe("second");
});

test.each([-86_400_000, 86_400_000])("a clock that is wrong by %i ms changes nothing", async (wrong) => {
  const reader = clocks();
  reader.set.now = wrong;
  const calls = site([token("first", 900)]);
  const sessionToken = createSessionToken(createSite("someone"), reader);
  await sessionToken.get();
  reader.set.now += 60_000;
  reader.set.elapsed += 60_000;
  expect(await sessionToken.get()).toBe("first");
  expect(calls).toHaveBeenCalledTimes(1);
});

test("one that was not taken is asked for anew", async () => {
  site([token("first", 900), token("second", 900)]);
  const sessionToken = createSessionToken(createSite("someone"), clocks());
  await sessionToken.get();
  sessionToken.forget();
  expect(await sessionToken.get()).toBe("second");
});

test("many who ask at once share one request", async () => {
  const calls = site([token("first", 1_000)]);
  const sessionToken = createSessionToken(createSite("someone"), clocks());
  expect(await Promise.all([sessionToken.get(), sessionToken.get()])).toEqual(["first", "first"]);
  expect(calls).toHaveBeenCalledTimes(1);
});

test("an ended session says so, and can begin again", async () => {
  site([() => new Response(null, { status: 401 }), token("again", 1_000)]);
  const sessionToken = createSessionToken(createSite("someone"), clocks());
  await expect(sessionToken.get()).rejects.toBeInstanceOf(SignedOutError);
  expect(await sessionToken.get()).toBe("again");
});
