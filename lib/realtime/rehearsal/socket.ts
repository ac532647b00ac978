import { z } from "zod";
import type { Control } from "./control";
import { createHeld } from "./held";

/** The first byte of a broadcast from the server, in version 2 of Realtime's protocol. */
const BROADCAST = 4;
const frameSchema = z.tuple([
  z.string().nullable(),
  z.string().nullable(),
  z.string(),
  z.string(),
  z.unknown(),
]);

/** The real WebSocket; each one to Realtime has the faults on its way. */
export function rehearsedWebSocket(Real: typeof WebSocket, control: Control): typeof WebSocket {
  return new Proxy(Real, {
    construct(target, args) {
      const socket: WebSocket = Reflect.construct(target, args);
      // A developer's server has a socket of its own.
      if (new URL(socket.url).pathname.endsWith("/realtime/v1/websocket")) interfere(socket, control);
      return socket;
    },
  });
}

function interfere(socket: WebSocket, control: Control) {
  const ours = new WeakSet<Event>();
  /** The join_ref of each topic that was joined over this socket. */
  const joined = new Map<string, string | null>();
  const sendReally = socket.send.bind(socket);
  const held = createHeld(() => control.faults().stallAll);
  const isBlocked = () => control.faults().offline || control.faults().blockWebSocket;
  let over = false;

  const stopAttending = control.attend({
    onChange() {
      if (isBlocked()) breakOff("blocked");
      else held.release();
    },
    onKill: () => breakOff("cut"),
    onExpire: closeChannels,
  });

  function tell(event: Event) {
    ours.add(event);
    socket.dispatchEvent(event);
  }

  function end(last: Event) {
    over = true;
    stopAttending();
    tell(last);
  }

  function breakOff(how: string) {
    if (over) return;
    control.note(`WebSocket ${how}`);
    tell(new Event("error"));
    // The page must not wait for a polite farewell, which no broken line gives.
    end(new CloseEvent("close", { code: 1006, wasClean: false }));
    socket.close();
  }

  // It is the first to listen: whoever comes after hears only what it passes on.
  function intercept<K extends keyof WebSocketEventMap>(
    type: K,
    passOn: (event: WebSocketEventMap[K]) => void,
  ) {
    socket.addEventListener(type, (event) => {
      if (ours.has(event)) return;
      event.stopImmediatePropagation();
      held.pass(() => over || passOn(event));
    });
  }
  intercept("open", () => tell(new Event("open")));
  intercept("error", () => tell(new Event("error")));
  intercept("close", ({ code, reason, wasClean }) =>
    end(new CloseEvent("close", { code, reason, wasClean })),
  );
  intercept("message", ({ data }) => {
    const deliver = () => over || tell(new MessageEvent("message", { data }));
    if (isBroadcast(data)) control.meet("an event on the socket", deliver);
    else deliver();
  });

  socket.send = (data) => {
    const frame = frameOf(data);
    if (frame?.event === "phx_join") joined.set(frame.topic, frame.joinRef);
    if (frame?.event === "phx_leave") joined.delete(frame.topic);
    held.pass(() => over || sendReally(data));
  };

  // What Realtime does to every channel whose token has ended. Its reaction is rehearsed: the token itself is good.
  function closeChannels() {
    for (const [topic, joinRef] of joined) {
      const channel = topic.replace(/^realtime:/, "");
      const reason = { extension: "system", status: "error", message: "Token has expired 1 seconds ago" };
      hear([joinRef, null, topic, "system", { ...reason, channel }]);
      hear([joinRef, null, topic, "phx_close", {}]);
    }
    joined.clear();
  }

  function hear(frame: z.input<typeof frameSchema>) {
    tell(new MessageEvent("message", { data: JSON.stringify(frame) }));
  }

  // Not yet: whoever opened it is about to listen.
  if (isBlocked()) setTimeout(() => breakOff("blocked"));
}

function isBroadcast(data: unknown): boolean {
  if (data instanceof ArrayBuffer) return new Uint8Array(data)[0] === BROADCAST;
  return frameOf(data)?.event === "broadcast";
}

function frameOf(data: unknown) {
  if (typeof data !== "string") return null;
  const frame = frameSchema.safeParse(JSON.parse(data)).data;
  return frame ? { joinRef: frame[0], topic: frame[2], event: frame[3] } : null;
}
