import { Socket } from "node:net";
import type { Duplex } from "node:stream";

/** As a network breaks a connection: without a farewell, unless that is being sent already. */
export function reset(socket: Duplex): void {
  // Node cannot reset a socket whose end is being sent: libuv refuses (EINVAL), Node takes it for closed all the same,
  // and at the end of the process waits for it for ever, on a full core. `destroy` does close it.
  if (socket instanceof Socket && !socket.writableEnded && !socket.destroyed) socket.resetAndDestroy();
  else socket.destroy();
}
