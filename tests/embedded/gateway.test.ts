import { expect, test } from "vitest";
import { cloneDatabase } from "../support/database.ts";
import { startServices } from "../support/stack.ts";

const { url, publishableKey } = await startServices(await cloneDatabase());

const get = (headers: Record<string, string>) => fetch(`${url}/rest/v1/teams`, { headers });

test("a request without a key, or with an unknown one, is refused as a hosted project's gateway does", async () => {
  const missing = await get({});
  expect([missing.status, await missing.json()]).toMatchObject([
    401,
    { message: "No API key found in request" },
  ]);
  const unknown = await get({ apikey: "sb_publishable_wrong" });
  expect([unknown.status, await unknown.json()]).toMatchObject([401, { message: "Invalid API key" }]);
});

test("a page of another origin may read the headers of Auth that supabase-js looks at", async () => {
  const { headers } = await fetch(`${url}/auth/v1/user`, { headers: { apikey: publishableKey } });
  expect(headers.get("access-control-expose-headers")).toBe("X-Total-Count, Link, X-Supabase-Api-Version");
});
