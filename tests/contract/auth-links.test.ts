import { createClient } from "@supabase/supabase-js";
import { describe, expect, test } from "vitest";
import { newAddress, serviceAuth, storedToken } from "./support/accounts.ts";
import { clientOf, createPerson, type Person } from "./support/people.ts";
import { openSupabase } from "./support/supabase.ts";

/** What anybody can have mailed: who gets a link, how often, and what it is good for. */
const stack = await openSupabase();
const { url, publishableKey, owner } = stack;
const service = serviceAuth(stack);
const client = () => clientOf(stack).auth;

/** As if the last mail had gone out this long ago, or a moment ahead. */
const mailedAgo = ({ id }: Person, time: string) =>
  owner`update auth.users set recovery_sent_at = now() - ${time}::interval where id = ${id}`;

describe("resetPasswordForEmail", () => {
  test("stores a token that signs in once", async () => {
    const person = await createPerson(stack);
    expect((await client().resetPasswordForEmail(person.email)).error).toBeNull();
    const token_hash = await storedToken(stack, person.email, "recovery_token");
    const { data } = await client().verifyOtp({ token_hash, type: "recovery" });
    expect(data.session?.user.id).toBe(person.id);
    expect((await client().verifyOtp({ token_hash, type: "recovery" })).error).toMatchObject({
      status: 403,
      code: "otp_expired",
      message: "Email link is invalid or has expired",
    });
  });

  test("answers the same to an address that nobody has", async () => {
    const { data, error } = await client().resetPasswordForEmail(newAddress());
    expect([data, error]).toEqual([{}, null]);
  });

  test("a second time within max_frequency is 429 over_email_send_rate_limit", async () => {
    const person = await createPerson(stack);
    await client().resetPasswordForEmail(person.email);
    await mailedAgo(person, "-1 minute");
    const { error } = await client().resetPasswordForEmail(person.email);
    expect(error).toMatchObject({ status: 429, code: "over_email_send_rate_limit" });
    expect(error?.message).toMatch(/^For security purposes, you can only request this after \d+ seconds\.$/);
    expect((await client().signInWithOtp({ email: person.email })).error).toMatchObject({ status: 429 });
    await mailedAgo(person, "1 hour");
    expect((await client().resetPasswordForEmail(person.email)).error).toBeNull();
  });

  test("its token is of no use for anything else, and after an hour for nothing", async () => {
    const person = await createPerson(stack);
    await client().resetPasswordForEmail(person.email);
    const token_hash = await storedToken(stack, person.email, "recovery_token");
    for (const type of ["signup", "invite", "email_change"] as const) {
      expect((await client().verifyOtp({ token_hash, type })).error).toMatchObject({ status: 403 });
    }
    await mailedAgo(person, "61 minutes");
    expect((await client().verifyOtp({ token_hash, type: "recovery" })).error).toMatchObject({
      status: 403,
      code: "otp_expired",
    });
  });

  test("asked by a client of the PKCE flow, as @supabase/ssr is, its token is marked and serves verifyOtp", async () => {
    const person = await createPerson(stack);
    const pkce = createClient(url, publishableKey, {
      auth: { flowType: "pkce", persistSession: false, autoRefreshToken: false },
    });
    expect((await pkce.auth.resetPasswordForEmail(person.email)).error).toBeNull();
    const token_hash = await storedToken(stack, person.email, "recovery_token");
    expect(token_hash).toMatch(/^pkce_[0-9a-f]+$/);
    const { data } = await pkce.auth.verifyOtp({ token_hash, type: "recovery" });
    expect(data.session?.user.id).toBe(person.id);
  });
});

describe("signInWithOtp", () => {
  test.each(["magiclink", "email"] as const)("stores a token that signs in as type %s", async (type) => {
    const person = await createPerson(stack);
    expect((await client().signInWithOtp({ email: person.email })).error).toBeNull();
    const token_hash = await storedToken(stack, person.email, "recovery_token");
    const { data } = await client().verifyOtp({ token_hash, type });
    expect(data.session?.user.id).toBe(person.id);
  });

  test("a stranger is 422: signup_disabled, or otp_disabled where nobody is to be made; nobody is made", async () => {
    const email = newAddress();
    expect((await client().signInWithOtp({ email })).error).toMatchObject({
      status: 422,
      code: "signup_disabled",
    });
    const existing = await client().signInWithOtp({ email, options: { shouldCreateUser: false } });
    expect(existing.error).toMatchObject({ status: 422, code: "otp_disabled" });
    expect(await owner`select from auth.users where email = ${email}`).toHaveLength(0);
  });

  test("who was invited and has not come cannot come by it: 422 signup_disabled", async () => {
    const email = newAddress();
    await service.admin.inviteUserByEmail(email);
    expect((await client().signInWithOtp({ email })).error).toMatchObject({
      status: 422,
      code: "signup_disabled",
    });
  });
});

describe("verify", () => {
  test.each([
    [{ token_hash: "abc" }, "Verify requires a verification type"],
    [{ type: "recovery" }, "Verify requires either a token or a token hash"],
    [
      { type: "recovery", token: "123456" },
      "Only an email address or phone number should be provided on verify",
    ],
    [
      { type: "recovery", token_hash: "abc", email: "a@contract.rinkside.test" },
      "Only the token_hash and type should be provided",
    ],
  ])("%j is 400 validation_failed", async (body, message) => {
    const response = await fetch(`${url}/auth/v1/verify`, {
      method: "POST",
      headers: { apikey: publishableKey, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { error_code: "validation_failed", msg: message },
    ]);
  });

  test("a wrong code is 403 otp_expired", async () => {
    const { email } = await createPerson(stack);
    await client().resetPasswordForEmail(email);
    const { error } = await client().verifyOtp({ email, token: "000000x", type: "recovery" });
    expect(error).toMatchObject({
      status: 403,
      code: "otp_expired",
      message: "Token has expired or is invalid",
    });
  });

  test("a link of Auth's own leads to the site with the session, and the second time with the refusal", async () => {
    const { email } = await createPerson(stack);
    const { data } = await service.admin.generateLink({
      type: "magiclink",
      email,
      options: { redirectTo: "http://localhost:3000/chat" },
    });
    const follow = async () => {
      const response = await fetch(data.properties?.action_link ?? "", { redirect: "manual" });
      expect(response.status).toBe(303);
      return new URL(response.headers.get("location") ?? "");
    };
    const arrival = await follow();
    expect(arrival.href).toMatch(/^http:\/\/localhost:3000\/chat#/);
    const fragment = new URLSearchParams(arrival.hash.slice(1));
    expect(fragment.get("type")).toBe("magiclink");
    const { data: who } = await client().getUser(fragment.get("access_token") ?? "");
    expect(who.user?.email).toBe(email);
    expect(Object.fromEntries(new URLSearchParams((await follow()).hash.slice(1)))).toMatchObject({
      error: "access_denied",
      error_code: "otp_expired",
      error_description: "Email link is invalid or has expired",
    });
  });

  test("a link never leads to a site that the settings do not know", async () => {
    const { email } = await createPerson(stack);
    const { data } = await service.admin.generateLink({
      type: "magiclink",
      email,
      options: { redirectTo: "https://evil.example/" },
    });
    expect(data.properties?.redirect_to).not.toContain("evil");
  });
});
