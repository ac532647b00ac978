import { broadcastDelivery, type Delivery, textDelivery } from "../frames/delivery.ts";
import type { Ref, UserBroadcast } from "../frames/message.ts";
import { isRecord } from "../frames/message.ts";
import { admit } from "../limits/window.ts";
import type { Channel } from "./channel.ts";

/** A broadcast in a text frame: relayed as it is. */
export function relayText(channel: Channel, ref: Ref, payload: unknown): Promise<void> {
  if (!isRecord(payload)) return Promise.resolve();
  const bytes = Buffer.byteLength(JSON.stringify(payload));
  return relay(channel, ref, bytes, textDelivery(channel.topic, "broadcast", payload));
}

/** A broadcast in a binary frame, which is how the version 2 client sends every one. */
export function relayBinary(channel: Channel, ref: Ref, broadcast: UserBroadcast): Promise<void> {
  return relay(channel, ref, broadcast.payload.length, broadcastDelivery(broadcast));
}

/** Without the right to write, nothing is sent and nothing is said, acknowledgement or not. */
async function relay(channel: Channel, ref: Ref, bytes: number, delivery: Delivery): Promise<void> {
  const { config, rights, server, identity, name } = channel;
  if (!admit(channel.messages, Date.now())) return channel.shutDown("Too many messages per second");
  if (config.private) {
    rights.writeBroadcast ??= await server.rights.writable(identity, name, "broadcast");
    if (!rights.writeBroadcast || !channel.open) return;
  }
  const fits = bytes <= server.settings.maxBroadcastBytes;
  if (fits) {
    server.topics.broadcast(config.private, channel.topic, delivery, config.self ? undefined : channel);
  }
  if (config.ack) channel.reply(ref, fits ? "ok" : "error");
}
