import { expect, test, vi } from "vitest";
import { isSameOrigin } from "@/lib/http/route";

vi.mock("server-only", () => ({}));

const asks = (headers: Record<string, string>) =>
  isSameOrigin(new Request("http://site.test/api/x", { headers: { host: "site.test", ...headers } }));

test.each([
  [{ "sec-fetch-site": "same-origin" }, true],
  [{ "sec-fetch-site": "cross-site" }, false],
  [{ "sec-fetch-site": "same-site", referer: "http://site.test/chat" }, false],
  // What a browser sends over plain http.
  [{ origin: "http://site.test" }, true],
  [{ referer: "http://site.test/chat/SWE" }, true],
  [{ origin: "http://evil.test", referer: "http://site.test/" }, false],
  [{ referer: "http://evil.test/site.test" }, false],
  [{ referer: "http://site.test.evil.test/" }, false],
  [{ referer: "not an address" }, false],
  [{}, false],
])("a request with %o is from a page of ours: %s", (headers: Record<string, string>, ours) => {
  expect(asks(headers)).toBe(ours);
});
