import { expect, test } from "vitest";
import { localPath } from "@/lib/http/local-path";

const HOST = "rinkside.example";

test.each([
  ["/chat/SWE", "/chat/SWE"],
  ["/chat?filter=waiting", "/chat?filter=waiting"],
  [`http://${HOST}/chat`, "/chat"],
])("%s leads to %s", (wanted, path) => {
  expect(localPath(wanted, HOST)).toBe(path);
});

test.each([
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "javascript:alert(1)",
  "http://",
  "",
  "/",
  null,
])("%s leads nowhere in particular", (wanted) => {
  expect(localPath(wanted, HOST)).toBeNull();
});
