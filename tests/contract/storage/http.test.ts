import { expect, test } from "vitest";
import { openStorage } from "../support/storage.ts";

const { url, publishableKey } = await openStorage();

test("a browser of any origin may ask", async () => {
  const preflight = await fetch(`${url}/storage/v1/object/any/thing.txt`, {
    method: "OPTIONS",
    headers: {
      origin: "http://192.168.1.5:3000",
      "access-control-request-method": "PUT",
      "access-control-request-headers": "authorization,apikey,content-type,x-upsert,cache-control",
    },
  });
  expect(preflight.ok).toBe(true);
  expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
  expect(preflight.headers.get("access-control-allow-methods")).toContain("PUT");
  expect(preflight.headers.get("access-control-allow-headers")).toContain("x-upsert");
});

test("a refusal is readable from any origin too", async () => {
  const response = await fetch(`${url}/storage/v1/bucket`, { headers: { apikey: publishableKey } });
  const missing = await fetch(`${url}/storage/v1/object/public/contract-nowhere/x`);
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  expect(missing.headers.get("access-control-allow-origin")).toBe("*");
  expect(missing.headers.get("content-type")).toMatch(/^application\/json/);
});
