import { lookup } from "node:dns";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { postToPushService } from "@/lib/notifications/push/post";

vi.mock("server-only", () => ({}));
vi.mock("node:dns", async (original) => ({ ...(await original<object>()), lookup: vi.fn() }));
afterEach(() => vi.unstubAllEnvs());

/** What the name of the push service leads to. */
function leadTo(...addresses: string[]) {
  vi.mocked(lookup).mockImplementation(((_: string, __: object, done: (...given: unknown[]) => void) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    )) as never);
}

test.each([
  ["127.0.0.1"],
  ["10.0.0.7"],
  ["169.254.169.254"],
  ["::1"],
  ["fd00::1"],
  ["142.250.203.106", "192.168.0.1"],
])("nothing is sent where the name leads to %s", async (...addresses) => {
  leadTo(...addresses);
  await expect(postToPushService("https://push.example.com/a", {}, null)).rejects.toThrow(/leads to/);
});

test("nor to what is no push service's address", async () => {
  leadTo("142.250.203.106");
  for (const endpoint of [
    "http://push.example.com/a",
    "https://127.0.0.1/a",
    "https://push.example.com:22/a",
  ])
    await expect(async () => postToPushService(endpoint, {}, null)).rejects.toThrow("Not the address");
});

test("where it is sent elsewhere on, it is not followed", async () => {
  const asked: (string | undefined)[] = [];
  const server = createServer(({ url }, response) => {
    asked.push(url);
    response.writeHead(307, { Location: "/secret", "Retry-After": "7" }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  vi.stubEnv("RINKSIDE_PUSH_RELAY", `https://push.rinkside.test=http://127.0.0.1:${port}`);
  expect(await postToPushService("https://push.rinkside.test/a", {}, Buffer.from("body"))).toEqual({
    status: 307,
    retryAfter: "7",
  });
  expect(asked).toEqual(["/a"]);
  server.close();
});
