import { describe, expect, test } from "vitest";
import { newAddress, serviceAuth, storedToken } from "./support/accounts.ts";
import { clientOf, createPerson } from "./support/people.ts";
import { openSupabase } from "./support/supabase.ts";

/** The links that only the secret key can have made. Tokens are read where Auth keeps them. */
const stack = await openSupabase();
const service = serviceAuth(stack);
const client = () => clientOf(stack).auth;

describe("inviteUserByEmail", () => {
  test("makes an account that is invited and not confirmed, with the metadata that were given", async () => {
    const email = newAddress();
    const { data, error } = await service.admin.inviteUserByEmail(email, { data: { team: "SWE" } });
    expect(error).toBeNull();
    expect(data.user).toMatchObject({
      email,
      user_metadata: { team: "SWE" },
      app_metadata: { provider: "email", providers: ["email"] },
      identities: [{ provider: "email", identity_data: { email } }],
    });
    expect(data.user?.invited_at).toBeTruthy();
    expect(data.user?.confirmation_sent_at).toBeTruthy();
    expect(data.user?.email_confirmed_at).toBeUndefined();
  });

  test("who has not come yet is invited again at once, and the first link is dead", async () => {
    const email = newAddress();
    const first = await service.admin.inviteUserByEmail(email);
    const firstToken = await storedToken(stack, email, "confirmation_token");
    const second = await service.admin.inviteUserByEmail(email);
    expect(second.error).toBeNull();
    expect(second.data.user?.id).toBe(first.data.user?.id);
    expect((await client().verifyOtp({ token_hash: firstToken, type: "invite" })).error).toMatchObject({
      status: 403,
      code: "otp_expired",
    });
  });

  test("whose address is confirmed is 422 email_exists", async () => {
    const { email } = await createPerson(stack);
    expect((await service.admin.inviteUserByEmail(email)).error).toMatchObject({
      status: 422,
      code: "email_exists",
    });
  });

  test.each([[""], ["nobody"]])("the address %j is 400 validation_failed", async (email) => {
    expect((await service.admin.inviteUserByEmail(email)).error).toMatchObject({
      status: 400,
      code: "validation_failed",
    });
  });

  test("its token signs in once, and confirms the address", async () => {
    const email = newAddress();
    await service.admin.inviteUserByEmail(email);
    const invitation = {
      token_hash: await storedToken(stack, email, "confirmation_token"),
      type: "invite",
    } as const;
    const { data, error } = await client().verifyOtp(invitation);
    expect(error).toBeNull();
    expect(data.session?.user).toMatchObject({ email, user_metadata: { email_verified: true } });
    expect(data.user?.email_confirmed_at).toBeTruthy();
    expect((await client().verifyOtp(invitation)).error).toMatchObject({ status: 403, code: "otp_expired" });
  });
});

describe("generateLink", () => {
  test.each(["recovery", "magiclink"] as const)("%s gives what a mail would have carried", async (type) => {
    const { email, id } = await createPerson(stack);
    const { data, error } = await service.admin.generateLink({
      type,
      email,
      options: { redirectTo: "http://localhost:3000/chat" },
    });
    expect(error).toBeNull();
    const { properties } = data;
    expect(data.user?.id).toBe(id);
    expect(properties).toMatchObject({ verification_type: type, redirect_to: "http://localhost:3000/chat" });
    expect(properties?.hashed_token).toBe(await storedToken(stack, email, "recovery_token"));
    const link = new URL(properties?.action_link ?? "");
    expect(link.pathname).toMatch(/\/verify$/);
    expect(Object.fromEntries(link.searchParams)).toEqual({
      token: properties?.hashed_token,
      type,
      redirect_to: "http://localhost:3000/chat",
    });
    const code = { email, token: properties?.email_otp ?? "", type };
    expect(code.token).toMatch(/^\d{6}$/);
    expect((await client().verifyOtp(code)).data.session?.user.id).toBe(id);
  });

  test("invite and signup make who is not there yet", async () => {
    const [invited, signedUp] = [newAddress(), newAddress()];
    const invitation = await service.admin.generateLink({ type: "invite", email: invited });
    expect(invitation.data.properties?.verification_type).toBe("invite");
    expect(await storedToken(stack, invited, "confirmation_token")).toBe(
      invitation.data.properties?.hashed_token,
    );
    const signup = await service.admin.generateLink({
      type: "signup",
      email: signedUp,
      password: "puck-in-the-net",
    });
    const token_hash = signup.data.properties?.hashed_token ?? "";
    expect((await client().verifyOtp({ token_hash, type: "signup" })).data.user?.email).toBe(signedUp);
  });

  test("recovery for nobody is 404 user_not_found, invite for somebody 422 email_exists", async () => {
    expect((await service.admin.generateLink({ type: "recovery", email: newAddress() })).error).toMatchObject(
      {
        status: 404,
        code: "user_not_found",
      },
    );
    const { email } = await createPerson(stack);
    expect((await service.admin.generateLink({ type: "invite", email })).error).toMatchObject({
      status: 422,
      code: "email_exists",
    });
  });
});
