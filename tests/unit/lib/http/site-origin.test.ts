import { expect, test } from "vitest";
import { siteOrigin } from "@/lib/http/site-origin";

test.each([
  [{ host: "localhost:3000" }, "http://localhost:3000"],
  [{ host: "localhost:3000", "x-forwarded-proto": "http" }, "http://localhost:3000"],
  [
    { host: "10.0.0.7:3000", "x-forwarded-host": "rinkside.example", "x-forwarded-proto": "https,http" },
    "https://rinkside.example",
  ],
])("a request with %j came to %s", (headers: Record<string, string>, origin) => {
  expect(siteOrigin(new Headers(headers))).toBe(origin);
});
