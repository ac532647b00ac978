import { describe, expect, test } from "vitest";
import { newAddress, serviceAuth } from "./support/accounts.ts";
import { clientOf, createPerson, signIn } from "./support/people.ts";
import { openSupabase } from "./support/supabase.ts";

const stack = await openSupabase();
const { admin } = serviceAuth(stack);

async function created(more: object = {}) {
  const { data, error } = await admin.createUser({
    email: newAddress(),
    password: "puck-in-the-net",
    ...more,
  });
  expect(error).toBeNull();
  if (!data.user) throw new Error("Nobody was made.");
  return data.user;
}

describe("updateUserById", () => {
  test("sets a password, confirms the address, and ends every session", async () => {
    const person = await createPerson(stack);
    const theirs = await signIn(stack, person);
    const { data: before } = await theirs.auth.getSession();
    const { data } = await admin.updateUserById(person.id, {
      password: "another-puck-in-it",
      email_confirm: true,
    });
    expect(data.user).toMatchObject({ id: person.id, user_metadata: { email_verified: true } });
    const refreshed = await clientOf(stack).auth.refreshSession({
      refresh_token: before.session?.refresh_token ?? "",
    });
    expect(refreshed.error?.status).toBe(400);
    await signIn(stack, { ...person, password: "another-puck-in-it" });
  });

  test("a weak password is 422 weak_password with the reason, and changes nothing", async () => {
    const person = await createPerson(stack);
    const { error } = await admin.updateUserById(person.id, { password: "short" });
    expect(error).toMatchObject({ status: 422, code: "weak_password", reasons: ["length"] });
    await signIn(stack, person);
  });

  test("metadata is merged; null takes a key away", async () => {
    const { id } = await created({ user_metadata: { a: 1, b: 2 } });
    const { data } = await admin.updateUserById(id, {
      user_metadata: { b: null, c: 3 },
      app_metadata: { d: 4 },
    });
    expect(data.user?.user_metadata).toMatchObject({ a: 1, c: 3 });
    expect(data.user?.user_metadata).not.toHaveProperty("b");
    expect(data.user?.app_metadata).toMatchObject({ provider: "email", d: 4 });
  });

  test("moves somebody to another address, with their identity", async () => {
    const { id } = await created({ email_confirm: true });
    const email = newAddress();
    expect((await admin.updateUserById(id, { email })).data.user?.email).toBe(email);
    expect((await admin.getUserById(id)).data.user).toMatchObject({
      email,
      identities: [{ identity_data: { email } }],
    });
  });

  test("a ban ends with its time, or with none, and its form is Go's", async () => {
    const { id } = await created();
    const { data } = await admin.updateUserById(id, { ban_duration: "1h30m" });
    const left = Date.parse((data.user as { banned_until?: string } | null)?.banned_until ?? "") - Date.now();
    expect(left).toBeGreaterThan(5_300_000);
    expect(left).toBeLessThan(5_500_000);
    const lifted = await admin.updateUserById(id, { ban_duration: "none" });
    expect(lifted.data.user).not.toHaveProperty("banned_until");
    expect((await admin.updateUserById(id, { ban_duration: "10d" })).error).toMatchObject({
      status: 400,
      code: "validation_failed",
      message: `invalid format for ban duration: time: unknown unit "d" in duration "10d"`,
    });
  });
});
