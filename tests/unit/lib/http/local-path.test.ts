import { fc, test as property } from "@fast-check/vitest";
import { expect, test } from "vitest";
import { localPath } from "@/lib/http/local-path";

const HOST = "rinkside.example";

test.each([
  ["/chat/SWE", "/chat/SWE"],
  ["/chat?filter=waiting", "/chat?filter=waiting"],
  [`http://${HOST}/chat`, "/chat"],
  [`https://${HOST}/invitation/abc`, "/invitation/abc"],
])("%s leads to %s", (wanted, path) => {
  expect(localPath(wanted, HOST)).toBe(path);
});

test.each([
  "https://evil.example/",
  "//evil.example",
  "/.//evil.example/x",
  "/./..//evil.example",
  "/%2e%2e//evil.example",
  `http://${HOST}//evil.example/x`,
  `http://${HOST}/\\evil.example/x`,
  "/\\evil.example",
  "javascript:alert(1)",
  `ftp://${HOST}/chat`,
  `https://${HOST}.evil.example/chat`,
  `https://${HOST}@evil.example/chat`,
  "http://",
  "",
  "/",
  null,
])("%s leads nowhere in particular", (wanted) => {
  expect(localPath(wanted, HOST)).toBeNull();
});

property.prop([
  fc.array(
    fc.constantFrom(
      "/",
      "\\",
      ".",
      "..",
      "%2e",
      "%2f",
      "evil.example",
      "@",
      ":",
      "?",
      "#",
      "\t",
      HOST,
      "http:",
    ),
  ),
])("whatever is written, a browser that follows it stays on this site", (parts) => {
  const path = localPath(parts.join(""), HOST);
  if (path !== null) expect(new URL(path, `http://${HOST}/sign-in`).host).toBe(HOST);
});
