import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { expect, test } from "vitest";
import { signToken } from "../../support/sign-token.ts";
import { openSupabase } from "../support/supabase.ts";

const { url, publishableKey, jwtSecret } = await openSupabase();

type Answer = { status: number | undefined; body: string };

function upgrade(query: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = url.startsWith("https:") ? requestHttps : requestHttp;
    request(`${url}/realtime/v1/websocket?vsn=2.0.0${query}`, {
      headers: {
        connection: "upgrade",
        upgrade: "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
        ...headers,
      },
    })
      .on("upgrade", (response, socket) => {
        socket.destroy();
        resolve({ status: response.statusCode, body: "" });
      })
      .on("response", async (response) => {
        let body = "";
        for await (const chunk of response) body += chunk;
        resolve({ status: response.statusCode, body });
      })
      .on("error", reject)
      .end();
  });
}

test("without a key nobody connects", async () => {
  expect(await upgrade("")).toEqual({ status: 401, body: '{"error":"API key is missing"}' });
});

test("a key that is no token, or was signed by somebody else, is refused in words", async () => {
  const forged = await signToken({ role: "anon" }, "another secret of at least 32 characters");
  for (const [key, error] of [
    ["nonsense", "The token provided is not a valid JWT"],
    [forged, "Failed to validate JWT signature"],
  ]) {
    expect(await upgrade(`&apikey=${key}`)).toEqual({ status: 401, body: JSON.stringify({ error }) });
  }
});

test.runIf(jwtSecret)("a key that has expired is refused in words", async () => {
  const expired = await signToken({ role: "anon" }, jwtSecret, { expiresIn: -10 });
  expect(await upgrade(`&apikey=${expired}`)).toEqual({ status: 401, body: '{"error":"Token has expired"}' });
});

test("the header's key wins over the address's", async () => {
  expect(await upgrade(`&apikey=nonsense`, { "x-api-key": publishableKey })).toMatchObject({ status: 101 });
  expect(await upgrade(`&apikey=${publishableKey}`, { "x-api-key": "nonsense" })).toMatchObject({
    status: 401,
  });
});
