import { expect, test } from "vitest";
import { mailAll } from "@/lib/roster/mailing";

const made = Array.from({ length: 8 }, (_, number) => ({
  invitation: `${number}`,
  email: `${number}@rinkside.test`,
  token: `token ${number}`,
}));

test("every mail is sent once, with its own token, at most three at a time, and told of", async () => {
  const told: unknown[] = [];
  const sent: string[] = [];
  let [atOnce, most] = [0, 0];
  const send = async (email: string, token: string) => {
    sent.push(`${email} ${token}`);
    most = Math.max(most, ++atOnce);
    await Promise.resolve();
    atOnce -= 1;
    return email !== "2@rinkside.test";
  };
  await mailAll(made, send, (progress) => told.push(progress));
  expect(sent.toSorted()).toEqual(made.map(({ email, token }) => `${email} ${token}`));
  expect(most).toBe(3);
  expect(told).toHaveLength(8);
  expect(told).toContainEqual({ event: "mail", invitation: "2", email: "2@rinkside.test", isMailed: false });
  expect(told).toContainEqual({ event: "mail", invitation: "3", email: "3@rinkside.test", isMailed: true });
});

test("one that fails altogether is told as not mailed and keeps no other from being sent", async () => {
  const told: unknown[] = [];
  const send = async (email: string) => {
    if (email === "0@rinkside.test") throw new Error("no mailer");
    return true;
  };
  await mailAll(made, send, (progress) => told.push(progress));
  expect(told).toHaveLength(8);
  expect(told).toContainEqual(expect.objectContaining({ invitation: "0", isMailed: false }));
});
