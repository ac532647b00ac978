import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { Server } from "../server.ts";
import { Connection } from "./connection.ts";
import { receiveFrames } from "./frames.ts";
import { checkUpgrade, refuseUpgrade } from "./upgrade.ts";

/** How long a client may take to answer our close before it is cut off. */
const CLOSE_GRACE = 300;

export type Connections = {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Closes those that have gone silent and those that never joined anything. */
  sweep(now: number): void;
  closeAll(): Promise<void>;
};

export function acceptConnections(server: Server): Connections {
  const { maxFrameBytes, heartbeatTimeout, emptySocketTimeout } = server.settings;
  const connections = new Set<Connection>();
  const webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: maxFrameBytes,
    perMessageDeflate: false,
  });
  let whenEmpty: (() => void) | null = null;
  let closing = false;

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
    const handshake = await checkUpgrade(server, request, connections.size);
    if ("error" in handshake) return refuseUpgrade(socket, handshake);
    if (closing)
      return refuseUpgrade(socket, { status: "503 Service Unavailable", error: "Realtime is stopping" });
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      const connection = new Connection(server, webSocket, handshake.version, handshake.apiKey);
      connections.add(connection);
      // A frame too large or not UTF-8: the library closes with its code, and only the log need know.
      webSocket.on("error", (error) => server.log("a client's socket failed", error));
      webSocket.on("close", () => {
        connections.delete(connection);
        connection.leaveAll();
        if (connections.size === 0) whenEmpty?.();
      });
      receiveFrames(server, connection, webSocket);
    });
  }

  return {
    upgrade(request, socket, head) {
      // A client that goes away before the library takes its socket over would be an uncaught error.
      socket.on("error", () => socket.destroy());
      upgrade(request, socket, head).catch((error) => {
        server.log("an upgrade failed", error);
        socket.destroy();
      });
    },

    sweep(now) {
      for (const connection of connections) {
        if (connection.channels.size > 0) connection.joinedAt = now;
        const silent = now - connection.heardAt > heartbeatTimeout;
        const empty = now - connection.joinedAt > emptySocketTimeout;
        if (silent || empty) connection.terminate();
      }
    },

    async closeAll() {
      closing = true;
      if (connections.size === 0) return;
      const empty = new Promise<void>((resolve) => {
        whenEmpty = resolve;
      });
      const cutOff = setTimeout(() => {
        for (const connection of connections) connection.terminate();
      }, CLOSE_GRACE);
      for (const connection of connections) connection.closeGoingAway();
      await empty;
      clearTimeout(cutOff);
    },
  };
}
