import { request } from "node:http";
import { expect, test } from "vitest";
import { publishableKey } from "../../../supabase/local/keys.ts";
import { openProject, signToken } from "./project.ts";
import { RawClient } from "./raw-client.ts";

const project = await openProject({ sockets: 2 });

type Answer = { status: number | undefined; body: string };

function upgrade(query: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(`${project.url}/realtime/v1/websocket?vsn=2.0.0${query}`, {
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

test("a key that is no token, is expired, or lacks a role is refused in words", async () => {
  const errors = [
    ["nonsense", "The token provided is not a valid JWT"],
    [await signToken({}, { expiresIn: -10 }), "Token has expired"],
    [
      await signToken({}, { secret: "another secret of at least 32 characters" }),
      "Failed to validate JWT signature",
    ],
  ];
  for (const [key, error] of errors) {
    expect(await upgrade(`&apikey=${key}`)).toEqual({ status: 401, body: JSON.stringify({ error }) });
  }
});

test("the header's key wins over the address's", async () => {
  expect(await upgrade(`&apikey=nonsense`, { "x-api-key": publishableKey })).toMatchObject({ status: 101 });
  expect(await upgrade(`&apikey=${publishableKey}`, { "x-api-key": "nonsense" })).toMatchObject({
    status: 401,
  });
});

test("a full server says so", async () => {
  const clients = [await RawClient.connect(project.url), await RawClient.connect(project.url)];
  expect(await upgrade(`&apikey=${publishableKey}`)).toEqual({
    status: 429,
    body: '{"error":"Too many connected users"}',
  });
  for (const client of clients) client.socket.terminate();
});
