import { Presence } from "@supabase/phoenix";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type PresenceState,
  type Presences,
  snapshot,
  track,
  untrack,
} from "../../../../../supabase/local/realtime/presence/state.ts";

type Call = { owner: number; payload: Record<string, unknown> | null };

const call: fc.Arbitrary<Call> = fc.record({
  owner: fc.nat(4),
  payload: fc.option(fc.record({ typing: fc.boolean() }), { nil: null }),
});
/** Two people on two devices each, and one whose key is a trap. */
const keys = ["anna", "anna", "ben", "ben", "__proto__"];

const nothing = () => undefined;

function sorted(presences: Presences) {
  return Object.entries(presences)
    .map(([key, { metas }]) => [key, metas.map((meta) => JSON.stringify(meta)).sort()])
    .sort();
}

test("a client that applies every diff holds what a new one is told", () => {
  fc.assert(
    fc.property(fc.array(call), (calls) => {
      const state: PresenceState<number> = new Map();
      let client: Presences = Object.create(null);
      calls.forEach(({ owner, payload }, index) => {
        const key = keys[owner] ?? "";
        const diff = payload ? track(state, key, owner, payload, `ref-${index}`) : untrack(state, key, owner);
        // On the wire and back, as the client sees it.
        if (diff)
          client = Presence.syncDiff(client, JSON.parse(JSON.stringify(diff)), nothing, nothing) as Presences;
      });
      expect(sorted(client)).toEqual(sorted(snapshot(state)));
    }),
  );
});

test("an update is one diff that takes the old and brings the new, which names it", () => {
  const state: PresenceState<string> = new Map();
  expect(track(state, "anna", "phone", { typing: false }, "r1")).toEqual({
    joins: { anna: { metas: [{ typing: false, phx_ref: "r1" }] } },
    leaves: {},
  });
  expect(track(state, "anna", "phone", { typing: true }, "r2")).toEqual({
    joins: { anna: { metas: [{ typing: true, phx_ref: "r2", phx_ref_prev: "r1" }] } },
    leaves: { anna: { metas: [{ typing: false, phx_ref: "r1" }] } },
  });
});

test("the same payload again is no news", () => {
  const state: PresenceState<string> = new Map();
  track(state, "anna", "phone", { typing: true }, "r1");
  expect(track(state, "anna", "phone", { typing: true }, "r2")).toBeNull();
});

test("when everyone has left, nothing is kept", () => {
  const state: PresenceState<string> = new Map();
  track(state, "anna", "phone", {}, "r1");
  untrack(state, "anna", "phone");
  expect(state.size).toBe(0);
  expect(untrack(state, "anna", "phone")).toBeNull();
});
