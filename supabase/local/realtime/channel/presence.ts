import { randomBytes } from "node:crypto";
import { textDelivery } from "../frames/delivery.ts";
import { isRecord, type Ref } from "../frames/message.ts";
import { admit } from "../limits/window.ts";
import { type Diff, snapshot, track, untrack } from "../presence/state.ts";
import type { Channel } from "./channel.ts";

/** Answers a client's `presence` push: `{type: "presence", event: "track" | "untrack", payload}`. */
export async function handlePresence(channel: Channel, ref: Ref, payload: unknown): Promise<void> {
  const call = isRecord(payload) && typeof payload.event === "string" ? payload : null;
  if (!call) return channel.reply(ref, "ok");
  if (!admit(channel.presenceCalls, Date.now())) {
    return channel.shutDown("Client presence rate limit exceeded");
  }
  const event = String(call.event).toLowerCase();
  if (event === "track") return trackPresence(channel, ref, call.payload ?? {});
  if (event !== "untrack") return channel.reply(ref, "error");
  announce(channel, untrack(channel.presence, channel.config.presence.key, channel));
  channel.reply(ref, "ok");
}

async function trackPresence(channel: Channel, ref: Ref, payload: unknown): Promise<void> {
  const { rights, server, identity, name, config } = channel;
  if (config.private) {
    rights.writePresence ??= await server.rights.writable(identity, name, "presence");
    rights.readPresence ??= (await server.rights.readable(identity, name, ["presence"])).has("presence");
  }
  if (!channel.open) return;
  if (config.private && !rights.writePresence) return channel.reply(ref, "error");
  if (!isRecord(payload)) {
    return channel.reply(ref, "error", { reason: "Presence track payload must be a map" });
  }
  announce(channel, track(channel.presence, config.presence.key, channel, payload, presenceRef()));
  channel.reply(ref, "ok");
  if (channel.presenceEnabled) return;
  // Whoever tracks takes part from then on, although the join did not ask for it.
  channel.presenceEnabled = true;
  pushPresenceState(channel);
}

export function pushPresenceState(channel: Channel) {
  if (channel.rights.readPresence) channel.push("presence_state", snapshot(channel.presence));
}

/** For a channel that is no longer a member: the others hear that it left. */
export function leavePresence(channel: Channel) {
  announce(channel, untrack(channel.presence, channel.config.presence.key, channel));
}

function announce(channel: Channel, diff: Diff | null) {
  if (!diff) return;
  const delivery = textDelivery(channel.topic, "presence_diff", diff);
  for (const member of channel.members) if (member.rights.readPresence) member.deliver(delivery);
}

function presenceRef(): string {
  return randomBytes(9).toString("base64url");
}
