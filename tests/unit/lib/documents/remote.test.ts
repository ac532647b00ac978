import { expect, test } from "vitest";
import { createRemote } from "@/lib/documents/uploads/remote";
import type { Site } from "@/lib/http/site";

const TEAM = "10000000-0000-4000-8000-000000000001";
const ID = "70000000-0000-4000-8000-000000000001";
const { signal } = new AbortController();

const remoteOf = (status: number, body: unknown) => {
  const site: Site = {
    personId: "anna",
    ask: async () => ({ status, body }),
    giveUpHanging: () => undefined,
  };
  return createRemote(site);
};

test.each([
  [200, { ok: true }, { ok: true, value: null }],
  [401, { error: "signed_out" }, { ok: false, again: "signed_out" }],
  [429, { error: "too_fast", retryAfterSeconds: 7 }, { ok: false, again: 7 }],
  [429, null, { ok: false, again: 1 }],
  [409, { error: "gone" }, { ok: false, again: "gone" }],
  [409, { error: "withdrawn" }, { ok: false, refused: "withdrawn" }],
  [422, { error: "lie" }, { ok: false, refused: "lie" }],
  [403, { error: "team_archived" }, { ok: false, refused: "team_archived" }],
  [503, { error: "unavailable" }, { ok: false, again: "unavailable" }],
  // A proxy's own page.
  [502, null, { ok: false, again: "unavailable" }],
  [413, null, { ok: false, again: "unavailable" }],
])("to a confirmation %i with %j means %j", async (status, body, answer) => {
  expect(await remoteOf(status, body).confirm({ id: ID, team: TEAM, name: "x.pdf" }, signal)).toEqual(answer);
});

test("an offer of another shape is none", async () => {
  const offer = { team: TEAM, name: "x.pdf", size: 4 };
  const offered = { id: ID, mimeType: "application/pdf", url: null };
  expect(await remoteOf(200, offered).offer(offer, signal)).toEqual({ ok: true, value: offered });
  expect(await remoteOf(200, { id: "x" }).offer(offer, signal)).toEqual({ ok: false, again: "unavailable" });
});
