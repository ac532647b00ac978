import type { SupabaseClient } from "@supabase/supabase-js";
import { describe, expect, test } from "vitest";
import { newAddress, serviceAuth } from "./support/accounts.ts";
import { accessToken, clientOf, createPerson, type Person, signIn } from "./support/people.ts";
import { openSupabase } from "./support/supabase.ts";

/** What ends a session, and what keeps one from beginning. */
const stack = await openSupabase();
const { url, owner } = stack;
const { admin } = serviceAuth(stack);

async function sessionOf(client: SupabaseClient) {
  const { data } = await client.auth.getSession();
  if (!data.session) throw new Error("There is no session.");
  return data.session;
}

/** Whether a session lives, by its refresh token and by its access token. */
async function isAlive(session: { access_token: string; refresh_token: string }): Promise<boolean> {
  const user = await clientOf(stack).auth.getUser(session.access_token);
  const refreshed = await clientOf(stack).auth.refreshSession({ refresh_token: session.refresh_token });
  expect(user.error === null).toBe(refreshed.error === null);
  return refreshed.error === null;
}

async function threeSessions() {
  const person = await createPerson(stack);
  const clients = [await signIn(stack, person), await signIn(stack, person)] as const;
  const stranger = await sessionOf(await signIn(stack, await createPerson(stack)));
  const sessions = [await sessionOf(clients[0]), await sessionOf(clients[1]), stranger] as const;
  const alive = async () => [
    await isAlive(sessions[0]),
    await isAlive(sessions[1]),
    await isAlive(sessions[2]),
  ];
  return { person, mine: clients[0], alive };
}

describe("signing out ends, by its scope,", () => {
  test.each([
    ["local", [false, true, true]],
    ["others", [true, false, true]],
    ["global", [false, false, true]],
  ] as const)(
    "%s: this session, that person's other one, somebody else's: %j live on",
    async (scope, expected) => {
      const { mine, alive } = await threeSessions();
      expect((await mine.auth.signOut({ scope })).error).toBeNull();
      expect(await alive()).toEqual(expected);
    },
  );
});

describe("a new password", () => {
  test("ends every other session of that person, and not the one it was set in", async () => {
    const { mine, alive, person } = await threeSessions();
    expect((await mine.auth.updateUser({ password: "another-puck-in-it" })).error).toBeNull();
    expect(await alive()).toEqual([true, false, true]);
    await signIn(stack, { ...person, password: "another-puck-in-it" });
  });

  test("that is the old one is 422 same_password, a weak one 422 weak_password, and both end nothing", async () => {
    const { mine, alive, person } = await threeSessions();
    expect((await mine.auth.updateUser({ password: person.password })).error).toMatchObject({
      status: 422,
      code: "same_password",
    });
    expect((await mine.auth.updateUser({ password: "short" })).error).toMatchObject({
      status: 422,
      code: "weak_password",
      reasons: ["length"],
    });
    expect(await alive()).toEqual([true, true, true]);
  });
});

describe("who is banned", () => {
  const ban = (id: string) => admin.updateUserById(id, { ban_duration: "24h" });

  test("cannot sign in: 400 user_banned", async () => {
    const person = await createPerson(stack);
    await ban(person.id);
    expect((await clientOf(stack).auth.signInWithPassword(person)).error).toMatchObject({
      status: 400,
      code: "user_banned",
      message: "User is banned",
    });
    await admin.updateUserById(person.id, { ban_duration: "none" });
    await signIn(stack, person);
  });

  test("cannot refresh: 400 user_banned", async () => {
    const person = await createPerson(stack);
    const client = await signIn(stack, person);
    await ban(person.id);
    expect((await client.auth.refreshSession()).error).toMatchObject({
      status: 400,
      code: "user_banned",
      message: "Invalid Refresh Token: User Banned",
    });
  });

  test("cannot come in by a link: 403 user_banned", async () => {
    const person = await createPerson(stack);
    const { data } = await admin.generateLink({ type: "recovery", email: person.email });
    await ban(person.id);
    const token_hash = data.properties?.hashed_token ?? "";
    expect((await clientOf(stack).auth.verifyOtp({ token_hash, type: "recovery" })).error).toMatchObject({
      status: 403,
      code: "user_banned",
    });
  });
});

describe("another address", () => {
  const tokensOf = async ({ id }: Person) => {
    const [row] = await owner`
      select email, email_change, email_change_token_current as current, email_change_token_new as new
      from auth.users where id = ${id}`;
    return row ?? {};
  };
  const confirm = (token_hash: string) =>
    clientOf(stack).auth.verifyOtp({ token_hash, type: "email_change" });

  test("counts only when both addresses have confirmed it, whichever does first", async () => {
    for (const [first, second] of [
      ["current", "new"],
      ["new", "current"],
    ] as const) {
      const person = await createPerson(stack);
      const email = newAddress();
      const { data } = await (await signIn(stack, person)).auth.updateUser({ email });
      expect(data.user).toMatchObject({ email: person.email, new_email: email });
      const tokens = await tokensOf(person);
      expect((await confirm(tokens[first])).data.session).toBeNull();
      expect(await tokensOf(person)).toMatchObject({ email: person.email });
      expect((await confirm(tokens[first])).error).toMatchObject({ status: 403, code: "otp_expired" });
      expect((await confirm(tokens[second])).data.session?.user).toMatchObject({ id: person.id, email });
    }
  });

  test("that somebody has is 422 email_exists, and one that is none 400 validation_failed", async () => {
    const client = await signIn(stack, await createPerson(stack));
    const { email } = await createPerson(stack);
    expect((await client.auth.updateUser({ email })).error).toMatchObject({
      status: 422,
      code: "email_exists",
    });
    expect((await client.auth.updateUser({ email: "nobody" })).error).toMatchObject({
      status: 400,
      code: "validation_failed",
    });
  });
});

test("a refusal names its code as the API version of the client asks for it", async () => {
  const token = await accessToken(await signIn(stack, await createPerson(stack)));
  const ask = async (headers: Record<string, string>) => {
    const response = await fetch(`${url}/auth/v1/user`, {
      method: "PUT",
      headers: { apikey: stack.publishableKey, authorization: `Bearer ${token}`, ...headers },
      body: JSON.stringify({ password: "short" }),
    });
    return [response.status, await response.json()];
  };
  const weak = { weak_password: { reasons: ["length"] } };
  expect(await ask({})).toMatchObject([422, { code: 422, error_code: "weak_password", ...weak }]);
  expect(await ask({ "x-supabase-api-version": "2024-01-01" })).toMatchObject([
    422,
    { code: "weak_password", message: expect.stringContaining("at least 10 characters"), ...weak },
  ]);
});
