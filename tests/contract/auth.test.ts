import type { SupabaseClient } from "@supabase/supabase-js";
import { decodeJwt } from "jose";
import { describe, expect, test } from "vitest";
import { clientOf, createPerson, domain, type Person, signIn } from "./support/people.ts";
import { openSupabase } from "./support/supabase.ts";

const stack = await openSupabase();
const { owner } = stack;

const client = () => clientOf(stack);

async function signedIn(): Promise<Person & { supabase: SupabaseClient }> {
  const person = await createPerson(stack);
  return { ...person, supabase: await signIn(stack, person) };
}

async function tokensOf(supabase: SupabaseClient) {
  const { data } = await supabase.auth.getSession();
  if (!data.session) throw new Error("There is no session.");
  return data.session;
}

const refresh = (token: string) => client().auth.refreshSession({ refresh_token: token });

describe("signing in", () => {
  test("with the right password gives a token of fifteen minutes for that person", async () => {
    const { id, email, supabase } = await signedIn();
    const session = await tokensOf(supabase);
    const claims = decodeJwt(session.access_token);
    expect(claims).toMatchObject({ sub: id, role: "authenticated", aud: "authenticated", email });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(900);
    expect(session.expires_in).toBe(900);
    expect((await supabase.auth.getUser()).data.user).toMatchObject({
      id,
      user_metadata: { full_name: "Åsa Ek" },
    });
  });

  test("with a wrong password, or as nobody, is refused alike", async () => {
    const { email, password } = await createPerson(stack);
    for (const attempt of [
      { email, password: "wrong" },
      { email: `nobody@${domain}`, password },
    ]) {
      const { error } = await client().auth.signInWithPassword(attempt);
      expect(error).toMatchObject({ status: 400, code: "invalid_credentials" });
    }
  });

  test("a stranger cannot sign up: people are invited", async () => {
    const stranger = { email: `stranger@${domain}`, password: "puck-in-the-net" };
    const { error } = await client().auth.signUp(stranger);
    expect(error).toMatchObject({ status: 422, code: "signup_disabled" });
  });
});

describe("refreshing", () => {
  test("gives a new pair, and the old refresh token is used up", async () => {
    const { supabase } = await signedIn();
    const before = await tokensOf(supabase);
    const { data } = await refresh(before.refresh_token);
    expect(data.session?.refresh_token).not.toBe(before.refresh_token);
    const [row] = await owner`select revoked from auth.refresh_tokens where token = ${before.refresh_token}`;
    expect(row?.revoked).toBe(true);
  });

  test("two tabs at the same moment get the same new token, and both sessions live on", async () => {
    const { supabase } = await signedIn();
    const { refresh_token } = await tokensOf(supabase);
    const [one, other] = await Promise.all([refresh(refresh_token), refresh(refresh_token)]);
    expect([one.error, other.error]).toEqual([null, null]);
    expect(one.data.session?.refresh_token).toBe(other.data.session?.refresh_token);
    expect((await refresh(one.data.session?.refresh_token ?? "")).error).toBeNull();
  });

  test("a token of two refreshes ago still serves within the reuse interval", async () => {
    const { supabase } = await signedIn();
    const { refresh_token } = await tokensOf(supabase);
    const second = await refresh(refresh_token);
    const third = await refresh(second.data.session?.refresh_token ?? "");
    const late = await refresh(refresh_token);
    expect(late.error).toBeNull();
    expect(late.data.session?.refresh_token).toBe(third.data.session?.refresh_token);
  });

  test("after the interval it ends the session: somebody has a copy of it", async () => {
    const { id, supabase } = await signedIn();
    const { refresh_token } = await tokensOf(supabase);
    const second = await refresh(refresh_token);
    const third = await refresh(second.data.session?.refresh_token ?? "");
    await owner`update auth.refresh_tokens set updated_at = now() - interval '11 s' where user_id = ${id}`;
    expect((await refresh(refresh_token)).error).toMatchObject({
      status: 400,
      code: "refresh_token_already_used",
    });
    expect((await refresh(third.data.session?.refresh_token ?? "")).error?.status).toBe(400);
  });

  test("an unknown token is refused", async () => {
    expect((await refresh(crypto.randomUUID())).error).toMatchObject({
      status: 400,
      code: "refresh_token_not_found",
    });
  });
});

describe("leaving", () => {
  test("signing out ends the session everywhere it was copied to", async () => {
    const { supabase } = await signedIn();
    const session = await tokensOf(supabase);
    expect((await supabase.auth.signOut()).error).toBeNull();
    expect((await refresh(session.refresh_token)).error?.status).toBe(400);
    expect((await client().auth.getUser(session.access_token)).error).toMatchObject({
      name: "AuthSessionMissingError",
    });
  });

  test("a person who was deleted is nobody at once, and cannot refresh", async () => {
    const { id, supabase } = await signedIn();
    const session = await tokensOf(supabase);
    await owner`delete from auth.users where id = ${id}`;
    const { error } = await client().auth.getUser(session.access_token);
    expect(error).toMatchObject({ status: 403, code: "user_not_found" });
    expect((await refresh(session.refresh_token)).error).toMatchObject({
      status: 400,
      code: "refresh_token_not_found",
    });
  });
});

test("metadata is kept as an object, as a trigger on auth.users reads it", async () => {
  const { id, supabase } = await signedIn();
  await supabase.auth.updateUser({ data: { full_name: "Åsa Berg" } });
  const [row] =
    await owner`select raw_user_meta_data ->> 'full_name' as name from auth.users where id = ${id}`;
  expect(row?.name).toBe("Åsa Berg");
});
