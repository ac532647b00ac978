import { expect, test } from "vitest";
import { isPublicAddress } from "@/lib/notifications/push/addresses";
import { isPushEndpoint } from "@/lib/notifications/push/endpoint";

test.each(["142.250.203.106", "17.188.143.66", "2a00:1450:400a:802::200a", "2620:149:a44::1"])(
  "%s is of the public internet",
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test.each([
  ["this machine", "127.0.0.1"],
  ["this machine by another number", "127.8.8.8"],
  ["any address of this machine", "0.0.0.0"],
  ["a network of one's own", "10.1.2.3"],
  ["another one", "172.31.255.255"],
  ["and another", "192.168.0.1"],
  ["a provider's own", "100.64.0.1"],
  ["a cloud's metadata", "169.254.169.254"],
  ["many at once", "239.255.255.250"],
  ["all at once", "255.255.255.255"],
  ["this machine in IPv6", "::1"],
  ["this machine in IPv4 in IPv6", "::ffff:127.0.0.1"],
  ["a network of one's own in IPv6", "fd12:3456:789a::1"],
  ["a cable's own", "fe80::1"],
  ["6to4 of a network of one's own", "2002:c0a8:1::"],
  ["documentation", "2001:db8::1"],
  ["no address", "push.rinkside.test"],
  ["nothing", ""],
])("%s is not: %s", (_, address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each([
  "https://fcm.googleapis.com/fcm/send/dA:APA91b_-",
  "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
  "https://web.push.apple.com/QN",
  "https://wns2-par02p.notify.windows.com/w/?token=BQ%3d",
  "https://push.example.com:443/a",
])("%s may be a push service's", (endpoint) => {
  expect(isPushEndpoint(endpoint)).toBe(true);
});

test.each([
  "http://fcm.googleapis.com/fcm/send/a",
  "https://localhost/a",
  "https://127.0.0.1/a",
  "https://0x7f.1/a",
  "https://2130706433/a",
  "https://[::1]/a",
  "https://push.example.com:8443/a",
  "https://me@push.example.com/a",
  "https://push.example.com@10.0.0.1/a",
  "https://push.example.com",
  "https://push.example.com/a b",
  "https://push.example.com/a\r\nHost: b",
  `https://push.example.com/${"a".repeat(1000)}`,
  "javascript:alert(1)",
  "",
])("%j may not", (endpoint) => {
  expect(isPushEndpoint(endpoint)).toBe(false);
});
