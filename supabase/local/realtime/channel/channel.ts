import type { Identity } from "../auth/identity.ts";
import { expiredRefusal } from "../auth/token.ts";
import type { Delivery } from "../frames/delivery.ts";
import type { Ref } from "../frames/message.ts";
import { openWindow, type Window } from "../limits/window.ts";
import type { Server } from "../server.ts";
import type { Connection } from "../socket/connection.ts";
import type { Topic } from "../topics/topics.ts";
import type { JoinConfig } from "./join-config.ts";
import { leavePresence } from "./presence.ts";

/** `undefined` is "not asked yet": writing at the first send, presence when it is first needed. */
export type ChannelRights = {
  readBroadcast: boolean;
  readPresence?: boolean;
  writeBroadcast?: boolean;
  writePresence?: boolean;
};

/** One socket's membership of one topic, from its join to its close. */
export class Channel {
  readonly server: Server;
  readonly connection: Connection;
  /** As on the wire, with its `realtime:`. */
  readonly topic: string;
  /** Without it: what policies see as `realtime.topic()`. */
  readonly name: string;
  readonly joinRef: Ref;
  readonly config: JoinConfig;
  readonly presenceCalls: Window;
  readonly messages: Window;
  identity: Identity;
  accessToken: unknown;
  rights: ChannelRights;
  presenceEnabled: boolean;
  open = true;
  private readonly room: Topic;
  private expiry: NodeJS.Timeout | undefined;

  constructor(
    server: Server,
    connection: Connection,
    join: {
      topic: string;
      joinRef: Ref;
      config: JoinConfig;
      identity: Identity;
      accessToken: unknown;
      rights: ChannelRights;
    },
  ) {
    this.server = server;
    this.connection = connection;
    this.topic = join.topic;
    this.name = channelName(join.topic);
    this.joinRef = join.joinRef;
    this.config = join.config;
    this.identity = join.identity;
    this.accessToken = join.accessToken;
    this.rights = join.rights;
    this.presenceEnabled = join.config.presence.enabled;
    this.presenceCalls = openWindow(server.settings.presenceCalls, server.settings.presenceWindow);
    this.messages = openWindow(server.settings.messagesPerSecond, 1_000);
    this.room = server.topics.join(this);
    connection.channels.set(this.topic, this);
    this.watchExpiry();
  }

  get members(): Iterable<Channel> {
    return this.room.members;
  }

  get presence(): Topic["presence"] {
    return this.room.presence;
  }

  deliver(delivery: Delivery) {
    const frame = delivery(this.connection.version);
    if (frame) this.connection.send(frame);
  }

  push(event: string, payload: unknown, ref: Ref = null) {
    this.connection.push({ joinRef: this.joinRef, ref, topic: this.topic, event, payload });
  }

  reply(ref: Ref, status: "ok" | "error", response: unknown = {}) {
    this.push("phx_reply", { status, response }, ref);
  }

  system(extension: "system" | "postgres_changes", status: "ok" | "error", message: string) {
    this.push("system", { extension, status, message, channel: this.name });
  }

  /** Closes with the reason said before. The client does not come back by itself. */
  shutDown(message: string) {
    this.system("system", "error", message);
    this.close();
  }

  close() {
    if (!this.open) return;
    this.push("phx_close", {}, this.joinRef);
    this.leave();
  }

  /** Ends as a crash does: the client joins again by itself. */
  crash() {
    if (!this.open) return;
    this.push("phx_error", {}, this.joinRef);
    this.leave();
  }

  /** Ends without a word: what a dropped socket leaves behind. */
  leave() {
    if (!this.open) return;
    this.open = false;
    clearTimeout(this.expiry);
    if (this.connection.channels.get(this.topic) === this) this.connection.channels.delete(this.topic);
    this.server.topics.leave(this, this.room);
    leavePresence(this);
  }

  /** Looks at the token's end again at that time, and in between for clocks that jump. */
  watchExpiry() {
    clearTimeout(this.expiry);
    const { expiresAt } = this.identity;
    if (!Number.isFinite(expiresAt)) return;
    const wait = Math.min(Math.max(0, expiresAt - Date.now()), this.server.settings.tokenCheckInterval);
    this.expiry = setTimeout(() => {
      const now = Date.now();
      if (now < expiresAt) this.watchExpiry();
      else this.shutDown(expiredRefusal(expiresAt / 1000, now).message);
    }, wait).unref();
  }
}

export function channelName(topic: string): string {
  return topic.slice("realtime:".length);
}
