import type { RawData, WebSocket } from "ws";
import { renewAccess } from "../channel/access-token.ts";
import { relayBinary, relayText } from "../channel/broadcast.ts";
import { join } from "../channel/join.ts";
import { handlePresence } from "../channel/presence.ts";
import { decodePush } from "../frames/binary.ts";
import type { Message } from "../frames/message.ts";
import { decodeText } from "../frames/text.ts";
import type { Server } from "../server.ts";
import type { Connection } from "./connection.ts";
import { Mailbox } from "./mailbox.ts";

/** Takes in what a client sends, until its socket closes. */
export function receiveFrames(server: Server, connection: Connection, socket: WebSocket) {
  const mailbox = new Mailbox((topic, error) => {
    server.log(`a frame for ${topic} could not be handled`, error);
    connection.channels.get(topic)?.crash();
  });

  socket.on("message", (data, isBinary) => {
    connection.heardAt = Date.now();
    if (mailbox.waiting >= server.settings.maxPendingFrames) return connection.closeOverloaded();
    if (isBinary) receiveBinary(bytes(data));
    else receiveText(bytes(data).toString());
  });

  function receiveBinary(frame: Buffer) {
    const push = connection.version === "2.0.0" ? decodePush(frame) : null;
    if (!push) return connection.closeMalformed();
    const { joinRef, ref, broadcast } = push;
    mailbox.post(broadcast.topic, () => {
      const channel = connection.channels.get(broadcast.topic);
      if (channel) return relayBinary(channel, ref, broadcast);
      refuseUnmatched({ joinRef, ref, topic: broadcast.topic, event: "broadcast", payload: null });
    });
  }

  function receiveText(text: string) {
    const message = decodeText(connection.version, text);
    if (!message) return connection.closeMalformed();
    if (message.topic === "phoenix" && message.event === "heartbeat") return connection.reply(message, "ok");
    mailbox.post(message.topic, () => handle(message));
  }

  function handle(message: Message): Promise<void> | void {
    const { topic, event, ref, payload } = message;
    if (event === "phx_join" && topic.startsWith("realtime:")) return join(server, connection, message);
    const channel = connection.channels.get(topic);
    if (event === "phx_leave") return leave(message);
    if (!channel) return refuseUnmatched(message);
    if (event === "broadcast") return relayText(channel, ref, payload);
    if (event === "presence") return handlePresence(channel, ref, payload);
    if (event === "access_token") return renewAccess(channel, payload);
    // Anything else is ignored without an answer, as the real server does.
  }

  function leave(message: Message) {
    const channel = connection.channels.get(message.topic);
    connection.reply(message, "ok");
    // The leave of an earlier join of the same topic must not end the later one.
    if (channel && (message.joinRef === null || message.joinRef === channel.joinRef)) channel.close();
  }

  function refuseUnmatched(message: Message) {
    connection.reply(message, "error", { reason: "unmatched topic" });
  }
}

function bytes(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}
