import { setTimeout as pause } from "node:timers/promises";
import { isRecord, type Message } from "../frames/message.ts";
import { admit } from "../limits/window.ts";
import { announceSubscriptions, echoSubscriptions } from "../postgres-changes/subscriptions.ts";
import type { Server } from "../server.ts";
import type { Connection } from "../socket/connection.ts";
import { Channel, type ChannelRights, channelName } from "./channel.ts";
import { type JoinConfig, readJoinConfig } from "./join-config.ts";
import { pushPresenceState } from "./presence.ts";
import { announceReplication } from "./replication-ready.ts";

type Accepted = Pick<Channel, "identity" | "accessToken" | "rights">;

/** Answers a `phx_join`: the reply, then `presence_state`, then what `system` has to say. */
export async function join(server: Server, connection: Connection, message: Message): Promise<void> {
  const { topic, joinRef, ref } = message;
  const config = readJoinConfig(message.payload);
  connection.joining.add(topic);
  const accepted = await accept(server, connection, message, config).finally(() =>
    connection.joining.delete(topic),
  );
  if ("reason" in accepted) {
    await pause(server.settings.refusalDelay, undefined, { ref: false });
    connection.reply(message, "error", { reason: accepted.reason });
    return;
  }
  if (!connection.open) return;
  connection.channels.get(topic)?.close();
  const channel = new Channel(server, connection, { topic, joinRef: joinRef ?? ref, config, ...accepted });
  channel.reply(ref, "ok", { postgres_changes: echoSubscriptions(config.postgresChanges) });
  if (channel.presenceEnabled) pushPresenceState(channel);
  if (config.postgresChanges.length > 0) announceSubscriptions(channel);
  if (config.replicationReady) announceReplication(channel);
}

async function accept(
  server: Server,
  connection: Connection,
  { topic, payload }: Message,
  config: JoinConfig,
): Promise<Accepted | { reason: string }> {
  const now = Date.now();
  const name = channelName(topic);
  if (!name) return { reason: "TopicNameRequired: You must provide a topic name" };
  if (!admit(server.joins, now)) return { reason: "ClientJoinRateLimitReached: Too many joins per second" };
  if (connection.isFullFor(topic)) return { reason: "ChannelRateLimitReached: Too many channels" };
  const accessToken = isRecord(payload) ? (payload.access_token ?? payload.user_token) : null;
  const identified = await (server.authenticator.fromAccessToken(accessToken, now) ??
    connection.identify(now));
  if ("refusal" in identified) {
    return { reason: `${identified.refusal.code}: ${identified.refusal.message}` };
  }
  if (config.replay && !config.private) {
    return { reason: "UnableToReplayMessages: Replay is not allowed for public channels" };
  }
  const { identity } = identified;
  if (!config.private) return { identity, accessToken, rights: { readBroadcast: true, readPresence: true } };

  const extensions = config.presence.enabled
    ? (["broadcast", "presence"] as const)
    : (["broadcast"] as const);
  try {
    const readable = await server.rights.readable(identity, name, [...extensions]);
    if (readable.size === 0) {
      return { reason: `Unauthorized: You do not have permissions to read from this Channel topic: ${name}` };
    }
    const rights: ChannelRights = {
      readBroadcast: readable.has("broadcast"),
      readPresence: config.presence.enabled ? readable.has("presence") : undefined,
    };
    return { identity, accessToken, rights };
  } catch (error) {
    server.log(`the rights on ${name} could not be read`, error);
    return {
      reason: "UnableToConnectToProject: Realtime was unable to connect to the project database",
    };
  }
}
