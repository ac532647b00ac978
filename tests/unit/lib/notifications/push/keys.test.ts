import { expect, test, vi } from "vitest";
import { pushKeys } from "@/lib/notifications/push/keys";
import { relayFor } from "@/lib/notifications/push/relay";

vi.mock("server-only", () => ({}));

const complete = {
  VAPID_PUBLIC_KEY: "B".repeat(87),
  VAPID_PRIVATE_KEY: "a".repeat(43),
  VAPID_SUBJECT: "mailto:organisers@rinkside.example",
} as unknown as NodeJS.ProcessEnv;

test("without any of the variables nothing is pushed", () => {
  expect(pushKeys({} as NodeJS.ProcessEnv)).toBeNull();
  expect(pushKeys({ VAPID_PUBLIC_KEY: "" } as unknown as NodeJS.ProcessEnv)).toBeNull();
});

test("with all of them it is", () => {
  expect(pushKeys(complete)).toMatchObject({ subject: "mailto:organisers@rinkside.example" });
  expect(pushKeys({ ...complete, VAPID_SUBJECT: "https://rinkside.example" })).not.toBeNull();
});

test.each([
  ["VAPID_PRIVATE_KEY", ""],
  ["VAPID_PUBLIC_KEY", "too short"],
  ["VAPID_SUBJECT", "organisers@rinkside.example"],
])("a wrong %s is named", (name, value) => {
  expect(() => pushKeys({ ...complete, [name]: value })).toThrow(`set ${name} as`);
});

test("a push goes elsewhere only for a made-up service, and only to this machine", () => {
  const relay = "https://push.rinkside.test=http://127.0.0.1:4000";
  expect(relayFor("https://push.rinkside.test/a?b=c", relay)?.href).toBe("http://127.0.0.1:4000/a?b=c");
  expect(relayFor("https://push.rinkside.test.example.com/a", relay)).toBeNull();
  expect(relayFor("https://fcm.googleapis.com/a", relay)).toBeNull();
  expect(relayFor("https://push.rinkside.test/a", undefined)).toBeNull();
  expect(
    relayFor("https://fcm.googleapis.com/a", "https://fcm.googleapis.com=http://127.0.0.1:4000"),
  ).toBeNull();
  expect(
    relayFor("https://push.rinkside.test/a", "https://push.rinkside.test=http://10.0.0.1:80"),
  ).toBeNull();
});
