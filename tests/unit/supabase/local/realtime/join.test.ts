import fc from "fast-check";
import { expect, test } from "vitest";
import { readJoinConfig } from "../../../../../supabase/local/realtime/channel/join-config.ts";
import { echoSubscriptions } from "../../../../../supabase/local/realtime/postgres-changes/subscriptions.ts";

test("booleans may come as strings, as clients in other languages send them", () => {
  const config = readJoinConfig({
    config: {
      private: "true",
      broadcast: { ack: "true", self: "false" },
      presence: { enabled: "true", key: "anna" },
    },
  });
  expect(config).toMatchObject({
    private: true,
    ack: true,
    self: false,
    presence: { enabled: true, key: "anna" },
  });
});

test("an empty presence key becomes one of the server's", () => {
  const key = () => readJoinConfig({ config: { presence: { key: "" } } }).presence.key;
  expect(key()).toMatch(/^[0-9a-f-]{36}$/);
  expect(key()).not.toBe(key());
});

test("a join of any shape is read, and asks for nothing it does not say", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (payload) => {
      expect(readJoinConfig(payload)).toMatchObject({ private: false, replicationReady: false });
      expect(readJoinConfig({ config: payload }).postgresChanges).toBeInstanceOf(Array);
    }),
  );
});

test("subscriptions are echoed exactly and in order, equal ones with one id", () => {
  const insert = { event: "INSERT", schema: "public", table: "tasks" };
  const update = { event: "UPDATE", schema: "public", table: "tasks", filter: "id=eq.1" };
  const [first, second, third] = echoSubscriptions([insert, update, insert]);
  expect([first, second, third]).toMatchObject([insert, update, insert]);
  expect(first?.id).toBe(third?.id);
  expect(first?.id).not.toBe(second?.id);
});
