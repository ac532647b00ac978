import { createDecipheriv, createECDH, hkdfSync, randomBytes, randomUUID } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { importJWK, jwtVerify } from "jose";

const ORIGIN = "https://push.rinkside.test";

/** What came for a subscription, decrypted by its own keys as a browser does it. */
export type Pushed = { headers: IncomingHttpHeaders; text: string; claims: Record<string, unknown> };

export type Subscribed = ReturnType<Awaited<ReturnType<typeof startPushService>>["subscribe"]>;

/**
 * A push service on this machine, which stands for those of the browsers: it takes real, encrypted requests, holds their
 * sender to the rules (RFC 8030, 8188, 8291, 8292), and opens them with the keys of the browser that it made up.
 */
export async function startPushService() {
  const subscriptions = new Map<string, ReturnType<typeof subscription>>();
  const problems: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const known = subscriptions.get(request.url ?? "");
    try {
      if (!known) throw new Error(`Nobody listens at ${request.url}`);
      known.asked += 1;
      if (known.status === 201) {
        const claims = await verified(request.headers);
        if (!/^\d+$/.test(String(request.headers.ttl))) throw new Error("It has no time to live");
        known.pushed.push({ headers: request.headers, text: known.open(Buffer.concat(chunks)), claims });
      }
      response.writeHead(known.status, known.headers).end();
    } catch (error) {
      problems.push(String(error));
      response.writeHead(400).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    /** For RINKSIDE_PUSH_RELAY: where pushes for this service go. */
    relay: `${ORIGIN}=http://127.0.0.1:${port}`,
    /** What senders did against the rules. */
    problems,
    /** A browser that listens from now on. */
    subscribe() {
      const path = `/${randomUUID()}`;
      const made = subscription(ORIGIN + path);
      subscriptions.set(path, made);
      return made;
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function subscription(endpoint: string) {
  const own = createECDH("prime256v1");
  const publicKey = own.generateKeys();
  const auth = randomBytes(16);
  return {
    endpoint,
    keys: { p256dh: publicKey.toString("base64url"), auth: auth.toString("base64url") },
    /** What the service answers. */
    status: 201,
    headers: {} as Record<string, string>,
    /** How often somebody has asked. */
    asked: 0,
    pushed: [] as Pushed[],
    /** RFC 8291, of one record (RFC 8188). */
    open(body: Buffer): string {
      const salt = body.subarray(0, 16);
      const keyLength = body.readUInt8(20);
      const senderKey = body.subarray(21, 21 + keyLength);
      const record = body.subarray(21 + keyLength);
      if (record.length > body.readUInt32BE(16) || body.length > 4096) throw new Error("It is too large");
      const info = Buffer.concat([Buffer.from("WebPush: info\0"), publicKey, senderKey]);
      const secret = Buffer.from(hkdfSync("sha256", own.computeSecret(senderKey), auth, info, 32));
      const derive = (name: string, length: number) =>
        Buffer.from(hkdfSync("sha256", secret, salt, `Content-Encoding: ${name}\0`, length));
      const decipher = createDecipheriv("aes-128-gcm", derive("aes128gcm", 16), derive("nonce", 12));
      decipher.setAuthTag(record.subarray(-16));
      const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
      const end = padded.lastIndexOf(2);
      if (end < 0 || padded.subarray(end + 1).some((byte) => byte !== 0)) throw new Error("It has no end");
      return padded.subarray(0, end).toString();
    },
  };
}

/** Whether the sender is who they say they are (RFC 8292). */
async function verified(headers: IncomingHttpHeaders): Promise<Record<string, unknown>> {
  if (headers["content-encoding"] !== "aes128gcm") throw new Error("It is encrypted otherwise");
  const [, token = "", key = ""] =
    /^vapid t=([^,\s]+), ?k=([\w-]{87})$/.exec(headers.authorization ?? "") ?? [];
  const point = Buffer.from(key, "base64url");
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: point.subarray(1, 33).toString("base64url"),
    y: point.subarray(33, 65).toString("base64url"),
  };
  const { payload } = await jwtVerify(token, await importJWK(jwk, "ES256"), { audience: ORIGIN });
  if (!payload.sub || (payload.exp ?? 0) > Date.now() / 1000 + 86_400)
    throw new Error("It is not signed well");
  return { ...payload, key };
}
