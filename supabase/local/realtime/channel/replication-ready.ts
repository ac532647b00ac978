import type { Channel } from "./channel.ts";

/** For a channel that asked: says when what the database broadcasts really reaches it. */
export function announceReplication(channel: Channel) {
  const { replication, settings } = channel.server;
  const timer = setTimeout(() => {
    if (channel.open) channel.shutDown("Replication connection was not established in time");
  }, settings.replicationReadyTimeout).unref();
  replication.flowing().then(() => {
    clearTimeout(timer);
    if (channel.open) channel.system("system", "ok", "Replication connection established");
  });
}
