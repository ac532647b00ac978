import { REALTIME_SUBSCRIBE_STATES, type RealtimeChannel, RealtimeClient } from "@supabase/realtime-js";
import { backoff } from "../backoff";
import { type SessionToken, SignedOutError } from "../session-token";
import { hearPresence, pushPresence } from "./channel-presence";
import { createOwnPresence, type OwnPresence } from "./own-presence";
import { type Attempt, type AttemptEvents, OPEN_WITHIN_MS } from "./rung";

/** A socket that neither opens nor fails within this time is swallowed by something on the way. */
const CONNECT_WITHIN_MS = 5_000;
/** A socket in doubt that says nothing within this time is dead. */
const ANSWER_WITHIN_MS = 3_000;

export type WebSocketOptions = {
  /** Supabase's address as this browser reaches it. */
  url: string;
  publishableKey: string;
  token: SessionToken;
  /** Under whose id the reader is shown: several tabs of one person are one. */
  personId: string;
};

type Joined = {
  channel: RealtimeChannel | null;
  own: OwnPresence;
  failures: number;
  /** Until it is joined again, or, while it is joined, until it must have been confirmed. */
  timer: ReturnType<typeof setTimeout> | undefined;
};

/** For a client whose try is over. */
const NO_SOCKET = { readyState: 3, bufferedAmount: 0, send: () => {}, close: () => {} };

/**
 * Supabase Realtime over one WebSocket, with the client's own reconnecting left out: a lost socket is a failed try.
 * A channel that the server closed (an expired token, a lost right) never comes back by itself and is built anew.
 */
export function openWebSocket(
  { url, publishableKey, token, personId }: WebSocketOptions,
  topics: Iterable<string>,
  events: AttemptEvents,
): Attempt {
  const joined = new Map<string, Joined>();
  /** Channels on their way out: until they are gone, the client would hand out the same one again. */
  const leaving = new Map<string, Promise<unknown>>();
  let socket: WebSocket | null = null;
  let over = false;
  let isOpen = false;
  let heartbeatPending = false;
  let doubtTimer: ReturnType<typeof setTimeout> | undefined;

  const client = new RealtimeClient(`${url.replace(/^http/, "ws")}/realtime/v1`, {
    params: { apikey: publishableKey },
    accessToken,
    // The try ends with its socket.
    reconnectAfterMs: () => 2 ** 30,
    transport: connect as unknown as typeof WebSocket,
    heartbeatCallback: (status) => {
      if (status === "sent") heartbeatPending = true;
      else if (status === "timeout") fail();
      else heard();
    },
  });
  const openTimer = setTimeout(fail, OPEN_WITHIN_MS);

  // Called with `new`, and looked up when it is, as any page's script would. The client calls it again by itself each
  // time the tab becomes visible, also long after the try is over.
  function connect(address: string, protocols?: string[]) {
    if (over) return NO_SOCKET;
    const opened = new WebSocket(address, protocols);
    const connectTimer = setTimeout(() => end(() => events.onFailure("held")), CONNECT_WITHIN_MS);
    opened.addEventListener("open", () => clearTimeout(connectTimer));
    // Whatever comes, be it no answer to a heartbeat: the line carries something.
    opened.addEventListener("message", calm);
    opened.addEventListener("close", () => {
      clearTimeout(connectTimer);
      fail();
    });
    socket = opened;
    return opened;
  }

  function heard() {
    heartbeatPending = false;
    calm();
  }

  function calm() {
    clearTimeout(doubtTimer);
    doubtTimer = undefined;
  }

  async function accessToken(): Promise<string | null> {
    try {
      return await token.get();
    } catch (error) {
      if (error instanceof SignedOutError) end(events.onSignedOut);
      throw error;
    }
  }

  function end(tell?: () => void) {
    if (over) return;
    over = true;
    clearTimeout(openTimer);
    clearTimeout(doubtTimer);
    for (const [topic, { own, timer }] of joined) {
      clearTimeout(timer);
      own.left();
      events.onPresent(topic, null);
    }
    // At once, not when what is buffered has gone: the page may be about to leave.
    socket?.close();
    void client.removeAllChannels();
    tell?.();
  }

  function fail() {
    end(() => events.onFailure("lost"));
  }

  /** The server has answered on a topic: the way to it is open. */
  function answered(topic: string, status: "live" | "refused") {
    if (!isOpen) {
      isOpen = true;
      clearTimeout(openTimer);
      events.onOpen();
    }
    events.onStatus(topic, status);
  }

  async function join(topic: string, entry: Joined) {
    const isCurrent = () => !over && joined.get(topic) === entry;
    // The first join already needs the token, and a dead session must not knock on the server's door for ever.
    try {
      await accessToken();
      await client.setAuth();
    } catch {
      // Signed out has been told; otherwise the site that hands out tokens cannot be reached.
      return fail();
    }
    await leaving.get(topic);
    if (!isCurrent() || entry.channel) return;
    const channel = client.channel(topic, {
      config: { private: true, broadcast: { replication_ready: true }, presence: { key: personId } },
    });
    entry.channel = channel;
    hearPresence(channel, (people) => {
      if (isCurrent() && entry.channel === channel) events.onPresent(topic, people);
    });
    channel.on("broadcast", { event: "*" }, ({ event, payload }) => {
      if (isCurrent()) events.onEvent(topic, { event, payload });
    });
    channel.on("system", {}, (message: { extension?: string; status?: string }) => {
      if (!isCurrent() || message.extension !== "system" || message.status !== "ok") return;
      clearTimeout(entry.timer);
      entry.failures = 0;
      answered(topic, "live");
      events.onCatchUp(topic);
    });
    channel.subscribe((state, error) => {
      if (!isCurrent() || entry.channel !== channel) return;
      // Joined, but not yet promised that events flow: read now, and once more at the promise above.
      if (state === REALTIME_SUBSCRIBE_STATES.SUBSCRIBED) {
        entry.own.joined(pushPresence(channel));
        return events.onCatchUp(topic);
      }
      if (isRefusal(error)) answered(topic, "refused");
      else events.onStatus(topic, "joining");
      rebuild(topic, entry);
    });
    clearTimeout(entry.timer);
    // A channel that joins and never becomes ready would be silent for ever.
    entry.timer = setTimeout(() => {
      events.onStatus(topic, "joining");
      rebuild(topic, entry);
    }, OPEN_WITHIN_MS);
  }

  function drop(topic: string, entry: Joined) {
    clearTimeout(entry.timer);
    entry.own.left();
    events.onPresent(topic, null);
    const { channel } = entry;
    entry.channel = null;
    if (channel) leaving.set(topic, client.removeChannel(channel));
  }

  function rebuild(topic: string, entry: Joined) {
    drop(topic, entry);
    entry.failures += 1;
    // It may have been closed because its token was not good enough.
    token.forget();
    entry.timer = setTimeout(() => void join(topic, entry), backoff(entry.failures, Math.random()));
  }

  function add(topic: string) {
    const entry: Joined = { channel: null, own: createOwnPresence(), failures: 0, timer: undefined };
    joined.set(topic, entry);
    // In a task of its own: the client takes the event that woke the tab for a reason to connect again, and would end
    // a socket that was opened within it.
    entry.timer = setTimeout(() => void join(topic, entry));
  }

  for (const topic of topics) add(topic);

  return {
    join: add,
    leave(topic) {
      const entry = joined.get(topic);
      joined.delete(topic);
      if (entry) drop(topic, entry);
    },
    show: (topic, isShown) => joined.get(topic)?.own.want(isShown),
    check() {
      if (over || doubtTimer) return;
      doubtTimer = setTimeout(fail, ANSWER_WITHIN_MS);
      if (!heartbeatPending) void client.sendHeartbeat();
    },
    close: () => end(),
  };
}

function isRefusal(error: Error | undefined): boolean {
  return error !== undefined && /Unauthorized|permissions/.test(String(error.message));
}
