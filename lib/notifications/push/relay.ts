import "server-only";

/**
 * Where pushes for a made-up push service really go, while RINKSIDE_PUSH_RELAY says so, as in
 * "https://push.rinkside.test=http://127.0.0.1:4000": for tests, on this machine alone. Everything else is as it is.
 */
export function relayFor(endpoint: string, relay = process.env.RINKSIDE_PUSH_RELAY): URL | null {
  const [, from, to] = /^(https:\/\/[a-z0-9.-]+\.test)=(http:\/\/127\.0\.0\.1:\d+)$/.exec(relay ?? "") ?? [];
  const url = new URL(endpoint);
  if (!from || !to || url.origin !== from) return null;
  return new URL(url.pathname + url.search, to);
}
