import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fetchWithin } from "@/lib/supabase/limited-fetch";

/** Answers `/whole`, begins an answer to `/begun` and never ends it, and is silent to the rest. */
const server = createServer(({ url }, response) => {
  if (url === "/whole") response.end("whole");
  if (url === "/begun") response.write("begun");
});
let address: string;
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test("an answer that comes is handed on", async () => {
  const response = await fetchWithin(60_000)(`${address}/whole`);
  expect(await response.text()).toBe("whole");
});

test("silence ends in a TimeoutError", async () => {
  await expect(fetchWithin(20)(`${address}/silent`)).rejects.toMatchObject({ name: "TimeoutError" });
});

test("an answer that stops in the middle ends so too", async () => {
  const response = await fetchWithin(200)(`${address}/begun`);
  await expect(response.text()).rejects.toMatchObject({ name: "TimeoutError" });
});

test("who asked may give up before", async () => {
  const asked = new AbortController();
  const answer = fetchWithin(60_000)(`${address}/silent`, { signal: asked.signal });
  asked.abort();
  await expect(answer).rejects.toMatchObject({ name: "AbortError" });
});
