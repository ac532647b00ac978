import { isRecord } from "../frames/message.ts";
import type { Channel } from "./channel.ts";

/** A client's new access token: no reply, but rights are evaluated again, and who loses them is closed. */
export async function renewAccess(channel: Channel, payload: unknown): Promise<void> {
  const token = isRecord(payload) ? payload.access_token : null;
  const identifying = channel.server.authenticator.fromAccessToken(token, Date.now());
  if (!identifying || token === channel.accessToken) return;
  const identified = await identifying;
  if (!channel.open) return;
  if ("refusal" in identified) return channel.shutDown(identified.refusal.message);
  channel.identity = identified.identity;
  channel.accessToken = token;
  channel.watchExpiry();
  if (channel.config.private) await evaluateAgain(channel);
}

async function evaluateAgain(channel: Channel): Promise<void> {
  const { server, identity, name, rights: before } = channel;
  const withPresence = before.readPresence !== undefined;
  const readable = await server.rights.readable(
    identity,
    name,
    withPresence ? ["broadcast", "presence"] : ["broadcast"],
  );
  if (!channel.open) return;
  channel.rights = {
    readBroadcast: readable.has("broadcast"),
    readPresence: withPresence ? readable.has("presence") : undefined,
  };
  if (readable.size === 0) {
    return channel.shutDown(`You do not have permissions to read from this Channel topic: ${name}`);
  }
  const revoked =
    (before.readBroadcast && !channel.rights.readBroadcast) ||
    (before.readPresence && !channel.rights.readPresence);
  if (revoked) channel.shutDown(`You no longer have permission to read from this Channel topic: ${name}`);
}
