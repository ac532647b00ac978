import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { newAddress, serviceAuth } from "./support/accounts.ts";
import { accessToken, clientOf, createPerson, signIn } from "./support/people.ts";
import { openSupabase } from "./support/supabase.ts";

const stack = await openSupabase();
const { url, publishableKey, secretKey, owner } = stack;
const { admin } = serviceAuth(stack);

const password = "puck-in-the-net";
const call = (path: string, init: RequestInit = {}) =>
  fetch(`${url}/auth/v1/${path}`, {
    ...init,
    headers: { apikey: secretKey, "content-type": "application/json", ...init.headers },
  });

async function created(more: object = {}) {
  const { data, error } = await admin.createUser({ email: newAddress(), password, ...more });
  expect(error).toBeNull();
  if (!data.user) throw new Error("Nobody was made.");
  return data.user;
}

describe("who may ask", () => {
  const paths = [
    ["POST", "invite"],
    ["GET", "admin/users"],
    ["GET", `admin/users/${randomUUID()}`],
    ["POST", "admin/generate_link"],
  ] as const;

  test.each(paths)("%s %s with the publishable key is 403 not_admin", async (method, path) => {
    const response = await call(path, {
      method,
      headers: { apikey: publishableKey, "x-supabase-api-version": "2024-01-01" },
      ...(method === "POST" && { body: "{}" }),
    });
    expect([response.status, await response.json()]).toEqual([
      403,
      { code: "not_admin", message: "User not allowed" },
    ]);
    expect(response.headers.get("x-sb-error-code")).toBe("not_admin");
    expect(response.headers.get("x-supabase-api-version")).toBe("2024-01-01");
  });

  test("a client that names no version gets the older form of an error", async () => {
    const response = await call("admin/users", { headers: { apikey: publishableKey } });
    expect([response.status, await response.json()]).toEqual([
      403,
      { code: 403, error_code: "not_admin", msg: "User not allowed" },
    ]);
    expect(response.headers.get("x-supabase-api-version")).toBeNull();
  });

  test("a person's token is 403 not_admin, also with the secret key beside it", async () => {
    const token = await accessToken(await signIn(stack, await createPerson(stack)));
    for (const apikey of [publishableKey, secretKey]) {
      const response = await call("admin/users", { headers: { apikey, authorization: `Bearer ${token}` } });
      expect([response.status, await response.json()]).toMatchObject([403, { error_code: "not_admin" }]);
    }
  });

  test("a token that is none is 403 bad_jwt", async () => {
    const response = await call("admin/users", { headers: { authorization: "Bearer rubbish" } });
    expect([response.status, await response.json()]).toMatchObject([403, { error_code: "bad_jwt" }]);
  });

  test("no key at all is 401 from the gateway", async () => {
    const response = await fetch(`${url}/auth/v1/admin/users`);
    expect(response.status).toBe(401);
  });
});

describe("createUser", () => {
  test("makes an account that is not confirmed, with an identity and the metadata that were given", async () => {
    const email = newAddress();
    const { data } = await admin.createUser({
      email: email.toUpperCase(),
      password,
      user_metadata: { full_name: "Åsa Ek" },
      app_metadata: { guest: true },
    });
    expect(data.user).toMatchObject({
      email,
      aud: "authenticated",
      role: "authenticated",
      phone: "",
      user_metadata: { full_name: "Åsa Ek" },
      app_metadata: { provider: "email", providers: ["email"], guest: true },
      identities: [{ provider: "email", email, identity_data: { email, sub: data.user?.id } }],
    });
    expect(data.user?.email_confirmed_at).toBeUndefined();
    const { error } = await clientOf(stack).auth.signInWithPassword({ email, password });
    expect(error).toMatchObject({ status: 400, code: "email_not_confirmed" });
    const guess = await clientOf(stack).auth.signInWithPassword({ email, password: "wrong" });
    expect(guess.error).toMatchObject({ status: 400, code: "invalid_credentials" });
  });

  test("with email_confirm makes one that signs in at once", async () => {
    const user = await created({ email_confirm: true });
    expect(user.email_confirmed_at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    await signIn(stack, { id: user.id, email: user.email ?? "", password });
  });

  test("takes an id of one's own", async () => {
    const id = randomUUID();
    expect((await created({ id })).id).toBe(id);
  });

  test("an address that is taken is 422 email_exists, none at all 400 validation_failed", async () => {
    const { email } = await created();
    expect((await admin.createUser({ email, password })).error).toMatchObject({
      status: 422,
      code: "email_exists",
      message: "A user with this email address has already been registered",
    });
    expect((await admin.createUser({ password })).error).toMatchObject({
      status: 400,
      code: "validation_failed",
      message: "Cannot create a user without either an email or phone",
    });
  });

  test("a body that is no JSON is 400 bad_json", async () => {
    const response = await call("admin/users", { method: "POST", body: "{" });
    expect([response.status, await response.json()]).toMatchObject([400, { error_code: "bad_json" }]);
  });
});

describe("getUserById", () => {
  test("gives the account with its identities", async () => {
    const user = await created();
    expect((await admin.getUserById(user.id)).data.user).toMatchObject({
      id: user.id,
      email: user.email,
      identities: [{ user_id: user.id, provider: "email" }],
    });
  });

  test("nobody is 404 user_not_found, and what is no id 404 validation_failed", async () => {
    expect((await admin.getUserById(randomUUID())).error).toMatchObject({
      status: 404,
      code: "user_not_found",
      message: "User not found",
    });
    const response = await call("admin/users/rubbish");
    expect([response.status, await response.json()]).toMatchObject([
      404,
      { error_code: "validation_failed" },
    ]);
  });
});

test("listUsers gives the newest first, page by page, with the pages in the headers", async () => {
  const older = await created();
  const newer = await created();
  const { data, error } = await admin.listUsers({ page: 1, perPage: 1_000 });
  expect(error).toBeNull();
  expect(data).toMatchObject({ aud: "authenticated" });
  const ids = data.users.map(({ id }) => id);
  expect(ids.indexOf(newer.id)).toBeGreaterThanOrEqual(0);
  expect(ids.indexOf(older.id)).toBeGreaterThan(ids.indexOf(newer.id));
  const first = await admin.listUsers({ page: 1, perPage: 1 });
  expect(first.data.users).toHaveLength(1);
  expect(first.data).toMatchObject({ nextPage: 2 });
  const response = await call("admin/users?page=1&per_page=1");
  const total = Number(response.headers.get("x-total-count"));
  expect(total).toBeGreaterThanOrEqual(2);
  expect(response.headers.get("link")).toBe(
    `</admin/users?page=2&per_page=1>; rel="next", </admin/users?page=${total}&per_page=1>; rel="last"`,
  );
  const wrong = await call("admin/users?page=first");
  expect([wrong.status, await wrong.json()]).toMatchObject([400, { error_code: "validation_failed" }]);
});

describe("deleteUser", () => {
  test("takes the account away, and a second time is 404", async () => {
    const { id } = await created();
    expect((await admin.deleteUser(id)).error).toBeNull();
    expect(await owner`select from auth.users where id = ${id}`).toHaveLength(0);
    expect((await admin.deleteUser(id)).error).toMatchObject({ status: 404, code: "user_not_found" });
  });

  test("softly keeps a row that nobody can read or enter by", async () => {
    const { id, email } = await created({ email_confirm: true, user_metadata: { full_name: "Åsa Ek" } });
    expect((await admin.deleteUser(id, true)).error).toBeNull();
    const { data } = await admin.getUserById(id);
    expect(data.user).toMatchObject({ user_metadata: {}, app_metadata: {} });
    expect(data.user?.email).not.toBe(email);
    expect((data.user as { deleted_at?: string } | null)?.deleted_at).toBeTruthy();
    const { error } = await clientOf(stack).auth.signInWithPassword({ email: email ?? "", password });
    expect(error).toMatchObject({ status: 400, code: "invalid_credentials" });
    await admin.deleteUser(id);
  });
});

test("admin.signOut ends the sessions of a token's owner", async () => {
  const person = await createPerson(stack);
  const [one, other] = [await signIn(stack, person), await signIn(stack, person)];
  expect((await admin.signOut(await accessToken(one), "global")).error).toBeNull();
  for (const session of [one, other]) {
    expect((await session.auth.refreshSession()).error?.status).toBe(400);
  }
});
