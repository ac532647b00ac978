import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { secretKey } from "../../../supabase/local/keys.ts";
import { startLiteAlone } from "./lite.ts";

/**
 * What lite's Auth answers without our corrections. Where one of these fails, lite has mended something: see whether
 * its correction (supabase/local/corrections/auth.ts), whose contract tests say what GoTrue answers, is needed still.
 */
const { ask, owner, admin } = await startLiteAlone();
const [sweden, finland, canada] = ["sweden", "finland", "canada"].map((name) => `${name}@rinkside.test`) as [
  string,
  string,
  string,
];
const password = "rinkside-demo";
const post = (path: string, body: object, more: object = {}) =>
  ask(`auth/v1/${path}`, { method: "POST", body, ...more });
const change = (token: string, body: object) => ask("auth/v1/user", { method: "PUT", token, body });
const refresh = (refresh_token: string) => post("token?grant_type=refresh_token", { refresh_token });

async function signIn(email: string) {
  const { body } = await post("token?grant_type=password", { email, password });
  return body as { access_token: string; refresh_token: string };
}

describe("the admin API", () => {
  test.each([
    ["POST", "invite"],
    ["GET", "admin/users"],
    ["POST", "admin/users"],
    ["GET", `admin/users/${randomUUID()}`],
    ["PUT", `admin/users/${randomUUID()}`],
    ["DELETE", `admin/users/${randomUUID()}`],
    ["POST", "admin/generate_link"],
  ])("%s %s is not there, also for the secret key", async (method, path) => {
    const body = method === "GET" ? undefined : { email: "new@rinkside.test" };
    expect((await ask(`auth/v1/${path}`, { method, apikey: secretKey, body })).status).toBe(401);
  });
});

describe("refusals", () => {
  test("are worded the older way, whatever version is asked for", async () => {
    expect((await post("verify", { type: "recovery", token_hash: "abc" })).body).toMatchObject({
      code: 403,
      error_code: "otp_expired",
    });
  });

  test("tell who has no confirmed address also to who does not know the password", async () => {
    const email = "unconfirmed@rinkside.test";
    await admin`
      insert into auth.users (id, aud, role, email, encrypted_password)
      values (gen_random_uuid(), 'authenticated', 'authenticated', ${email},
        extensions.crypt('another-password', extensions.gen_salt('bf', 4)))`;
    expect((await post("token?grant_type=password", { email, password })).body).toMatchObject({
      error_code: "email_not_confirmed",
    });
  });
});

describe("what is mailed", () => {
  test.each(["invite", "email"])("the type %s is not known", async (type) => {
    expect(await post("verify", { type, token_hash: "abc" })).toMatchObject({
      status: 400,
      body: { msg: "Invalid email verification type" },
    });
  });

  test("one mails as often as one likes", async () => {
    expect([
      await post("recover", { email: sweden }),
      await post("recover", { email: sweden }),
    ]).toMatchObject([{ status: 200 }, { status: 200 }]);
  });

  test("a stranger signs up by asking for a link, though nobody may sign up", async () => {
    const email = "stranger@rinkside.test";
    expect((await post("otp", { email })).status).toBe(200);
    expect(await owner`select from auth.users where email = ${email}`).toHaveLength(1);
  });

  test("the present address alone decides on a new one", async () => {
    const { access_token } = await signIn(finland);
    await change(access_token, { email: "espoo@rinkside.test" });
    const [tokens] = await owner`
      select email_change_token_current as current, email_change_token_new as new from auth.users where email = ${finland}`;
    const token_hash = tokens?.current || tokens?.new;
    expect((await post("verify", { type: "email_change", token_hash })).status).toBe(200);
    expect(await owner`select from auth.users where email = 'espoo@rinkside.test'`).toHaveLength(1);
  });
});

describe("sessions", () => {
  test("a new password ends none", async () => {
    const [one, other] = [await signIn(canada), await signIn(canada)];
    expect((await change(one.access_token, { password: "another-puck-in-it" })).status).toBe(200);
    expect((await refresh(other.refresh_token)).status).toBe(200);
    await change(one.access_token, { password });
  });

  test("a token of two refreshes ago ends one, however short a time ago", async () => {
    const { refresh_token } = await signIn(sweden);
    const second = (await refresh(refresh_token)).body as { refresh_token: string };
    await refresh(second.refresh_token);
    expect((await refresh(refresh_token)).status).toBe(400);
  });

  test("who is banned comes in, by password, refresh and link", async () => {
    const { refresh_token } = await signIn(sweden);
    await post("recover", { email: sweden });
    const [row] = await owner`select recovery_token as token from auth.users where email = ${sweden}`;
    await admin`update auth.users set banned_until = now() + interval '1 day' where email = ${sweden}`;
    expect((await post("token?grant_type=password", { email: sweden, password })).status).toBe(200);
    expect((await refresh(refresh_token)).status).toBe(200);
    expect((await post("verify", { type: "recovery", token_hash: row?.token })).status).toBe(200);
  });
});

test("metadata is stored as a string of JSON", async () => {
  const { access_token } = await signIn(canada);
  await change(access_token, { data: { full_name: "Maple" } });
  const [row] =
    await owner`select jsonb_typeof(raw_user_meta_data) as type from auth.users where email = ${canada}`;
  expect(row?.type).toBe("string");
});
