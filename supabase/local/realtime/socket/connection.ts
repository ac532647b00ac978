import type { WebSocket } from "ws";
import type { Identified } from "../auth/identity.ts";
import type { Channel } from "../channel/channel.ts";
import type { Message, Version } from "../frames/message.ts";
import { encodeText } from "../frames/text.ts";
import type { Server } from "../server.ts";

const GOING_AWAY = 1001;
const PROTOCOL_ERROR = 1002;
const POLICY_VIOLATION = 1008;

/** One WebSocket and the channels it has joined. */
export class Connection {
  readonly version: Version;
  readonly channels = new Map<string, Channel>();
  /** Topics whose join is not answered yet. */
  readonly joining = new Set<string>();
  /** When a frame last came, and when the socket last had a channel: what the sweep looks at. In ms. */
  heardAt: number;
  joinedAt: number;
  private readonly socket: WebSocket;
  private readonly server: Server;
  private readonly apiKey: string;

  constructor(server: Server, socket: WebSocket, version: Version, apiKey: string) {
    this.server = server;
    this.socket = socket;
    this.version = version;
    this.apiKey = apiKey;
    this.heardAt = Date.now();
    this.joinedAt = this.heardAt;
  }

  get open(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** Whether one more topic would be too many. Joins under way count: they may all be sent at once. */
  isFullFor(topic: string): boolean {
    const others = new Set([...this.channels.keys(), ...this.joining]);
    others.delete(topic);
    return others.size >= this.server.settings.channelsPerSocket;
  }

  /** Who the connection's own key speaks for, where a join brings no token. */
  identify(now: number): Promise<Identified> {
    return this.server.authenticator.fromApiKey(this.apiKey, now);
  }

  push(message: Message) {
    this.send(encodeText(this.version, message));
  }

  reply({ joinRef, ref, topic }: Message, status: "ok" | "error", response: unknown = {}) {
    this.push({ joinRef, ref, topic, event: "phx_reply", payload: { status, response } });
  }

  send(frame: string | Buffer) {
    if (!this.open) return;
    this.socket.send(frame);
    // A client that stopped reading must not fill our memory: it is cut off, and catches up when it is back.
    if (this.socket.bufferedAmount > this.server.settings.maxBufferedBytes) this.socket.terminate();
  }

  closeMalformed() {
    this.socket.close(PROTOCOL_ERROR, "malformed frame");
  }

  closeOverloaded() {
    this.socket.close(POLICY_VIOLATION, "too many frames at once");
  }

  closeGoingAway() {
    this.socket.close(GOING_AWAY, "the server is stopping");
  }

  terminate() {
    this.socket.terminate();
  }

  /** Called once the socket is gone. */
  leaveAll() {
    for (const channel of [...this.channels.values()]) channel.leave();
  }
}
