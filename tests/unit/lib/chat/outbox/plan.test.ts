import { expect, test } from "vitest";
import { isEditable, type OutboxEntry, withoutStored } from "@/lib/chat/outbox";
import type { StoredEntry } from "@/lib/chat/outbox/entry";
import { nextStep, type Outcome, resumed, retried, settle } from "@/lib/chat/outbox/plan";
import type { SendResult } from "@/lib/chat/schema";
import { entry, messageOf } from "./examples";

const MOMENT = { now: 50_000, random: 1, failures: 1, isOnline: true };
const answered = (answer: SendResult | null, inDoubt = answer === null): Outcome => ({ answer, inDoubt });
const refusal = (code: "forbidden" | "conflict" | "invalid" | "not_found"): SendResult => ({
  ok: false,
  code,
});
const shown = (stored: StoredEntry | null): OutboxEntry | null => stored && { ...stored, kept: "device" };

test("what was written first is sent first", () => {
  expect(nextStep([entry(1), entry(2)], 0)).toEqual({ kind: "send", entry: entry(1) });
});

test("what waits holds up what was written after it, until its time has come", () => {
  const entries = [entry(1, { kind: "waiting", reason: "too_fast", until: 5_000 }), entry(2)];
  expect(nextStep(entries, 4_000)).toEqual({ kind: "wait", ms: 1_000 });
  expect(nextStep(entries, 5_000)).toMatchObject({ kind: "send", entry: { content: "text 1" } });
});

test("a wait that was written by a clock a day ahead is over", () => {
  const entries = [entry(1, { kind: "waiting", reason: "unavailable", until: 86_400_000 })];
  expect(nextStep(entries, 0).kind).toBe("send");
});

test("a refused message stands aside, and nothing is left to do after it", () => {
  const refused = entry(1, { kind: "refused", reason: "forbidden" });
  expect(nextStep([refused, entry(2)], 0)).toMatchObject({ entry: { content: "text 2" } });
  expect(nextStep([refused], 0)).toEqual({ kind: "rest" });
});

test("a stored message has done its work", () => {
  expect(settle(entry(1), answered({ ok: true, message: messageOf(entry(1)) }), MOMENT)).toBeNull();
});

test("too fast waits as long as the server says", () => {
  const outcome = answered({ ok: false, code: "too_fast", retryAfterSeconds: 42 });
  expect(settle(entry(1), outcome, MOMENT)?.state).toEqual({
    kind: "waiting",
    reason: "too_fast",
    until: 92_000,
  });
});

test("no answer waits with backoff, and is in doubt from then on", () => {
  const settled = settle(entry(1), answered(null), { ...MOMENT, failures: 3 });
  expect(settled?.state).toEqual({ kind: "waiting", reason: "unavailable", until: 54_000 });
  expect(settled?.inDoubt).toBe(true);
});

test("after many failures the site is asked at least every 8 s", () => {
  const settled = settle(entry(1), answered(null), { ...MOMENT, failures: 30, random: 1 });
  expect(settled?.state).toEqual({ kind: "waiting", reason: "unavailable", until: 58_000 });
});

test("no answer while the browser is offline is said to be that", () => {
  const settled = settle(entry(1), answered(null), { ...MOMENT, isOnline: false });
  expect(settled?.state).toMatchObject({ kind: "waiting", reason: "offline" });
});

test("signed out is no refusal: the message waits for its writer to come back", () => {
  const settled = settle(entry(1), answered({ ok: false, code: "signed_out" }), MOMENT);
  expect(settled?.state).toMatchObject({ kind: "waiting", reason: "signed_out" });
});

test.each(["forbidden", "not_found", "conflict", "invalid"] as const)(
  "a definite refusal (%s) keeps the text, which can be edited",
  (code) => {
    const settled = shown(settle(entry(1), answered(refusal(code)), MOMENT));
    expect(settled).toMatchObject({ content: "text 1", state: { kind: "refused", reason: code } });
    expect(settled && isEditable(settled)).toBe(true);
  },
);

test("a text that an earlier try may have stored cannot be edited, or it could be said twice", () => {
  const doubtful = { ...entry(1), inDoubt: true };
  const settled = shown(settle(doubtful, answered(refusal("forbidden")), MOMENT));
  expect(settled && isEditable(settled)).toBe(false);
});

test.each(["invalid", "conflict"] as const)(
  "refused as %s it can be edited even so: no try can have stored it",
  (code) => {
    const doubtful = { ...entry(1), inDoubt: true };
    const settled = shown(settle(doubtful, answered(refusal(code)), MOMENT));
    expect(settled && isEditable(settled)).toBe(true);
  },
);

test("when the network is back, all goes on at once but what was too fast", () => {
  const until = 99_000;
  expect(resumed(entry(1, { kind: "waiting", reason: "offline", until })).state).toEqual({ kind: "queued" });
  expect(resumed(entry(1, { kind: "waiting", reason: "signed_out", until })).state.kind).toBe("queued");
  const tooFast = entry(1, { kind: "waiting", reason: "too_fast", until });
  expect(resumed(tooFast)).toBe(tooFast);
});

test("a message that has arrived by another way is not shown twice", () => {
  const outbox = [entry(1), entry(2)].map((stored): OutboxEntry => ({ ...stored, kept: "device" }));
  const rows = new Map([[entry(1).id, messageOf(entry(1))]]);
  expect(withoutStored(outbox, rows).map(({ content }) => content)).toEqual(["text 2"]);
});

test("an answer of another organiser is a refusal that tells of it, and its text can be edited even in doubt", () => {
  const answer = { seq: 12, name: "Sofia Keller" };
  const doubtful = { ...entry(1), inDoubt: true, writtenAfter: 10 };
  const settled = settle(doubtful, answered({ ok: false, code: "answered", answer }), MOMENT);
  expect(settled).toMatchObject({ content: "text 1", writtenAfter: 10 });
  expect(settled?.state).toEqual({ kind: "refused", reason: "answered", answer });
  const inView = shown(settled);
  expect(inView && isEditable(inView)).toBe(true);
  expect(nextStep(settled ? [settled, entry(2)] : [], 0)).toMatchObject({ entry: { content: "text 2" } });
});

test("sent anyway it is written after what its writer has seen by then; any other refusal keeps its condition", () => {
  const refused = { ...entry(1, { kind: "refused", reason: "forbidden" }), writtenAfter: 10 };
  expect(retried(refused, 14)).toMatchObject({ writtenAfter: 14, state: { kind: "queued" } });
  expect(retried(refused)).toMatchObject({ writtenAfter: 10, state: { kind: "queued" } });
  const queued = entry(1);
  expect(retried(queued, 14)).toBe(queued);
});
