import { REALTIME_SUBSCRIBE_STATES, type RealtimeChannel, RealtimeClient } from "@supabase/realtime-js";
import { backoff } from "./backoff";
import type { Carrier, TopicListener, TopicStatus } from "./carrier";
import { createSessionToken, SignedOutError } from "./session-token";

/** While signed out, how often to look whether another tab has signed in. */
const SIGNED_OUT_MS = 5_000;

/** A topic that nobody listens to is kept this long, so that moving between pages does not leave and join again. */
const LINGER_MS = 3_000;

type Topic = {
  readonly name: string;
  readonly listeners: Set<TopicListener>;
  status: TopicStatus;
  channel: RealtimeChannel | null;
  failures: number;
  /** Until it is joined again, after a failure. */
  timer: ReturnType<typeof setTimeout> | undefined;
  /** Until it is left, after the last listener has gone. */
  linger: ReturnType<typeof setTimeout> | undefined;
};

/**
 * Supabase Realtime over one WebSocket. Channels come back by themselves after a lost socket; one that the server
 * closed (an expired token, a lost right) never does, so it is built anew here.
 * @param url Supabase's address as this browser reaches it
 */
export function createWebSocketCarrier({ url, key }: { url: string; key: string }): Carrier {
  const topics = new Map<string, Topic>();
  const sessionToken = createSessionToken();
  let closed = false;
  let signedOut = false;
  let signedOutTimer: ReturnType<typeof setTimeout> | undefined;

  const client = new RealtimeClient(`${url.replace(/^http/, "ws")}/realtime/v1`, {
    params: { apikey: key },
    accessToken: token,
    reconnectAfterMs: (tries) => backoff(tries, Math.random()),
  });

  async function token(): Promise<string | null> {
    try {
      const value = await sessionToken();
      signedOut = false;
      return value;
    } catch (error) {
      if (!(error instanceof SignedOutError)) throw error;
      signedOut = true;
      for (const topic of topics.values()) setStatus(topic, "signed_out");
      void client.disconnect();
      clearTimeout(signedOutTimer);
      signedOutTimer = setTimeout(() => void wake(), SIGNED_OUT_MS);
      return null;
    }
  }

  function setStatus(topic: Topic, status: TopicStatus) {
    if (topic.status === status) return;
    topic.status = status;
    for (const listener of topic.listeners) listener.onStatus(status);
  }

  function catchUp(topic: Topic) {
    for (const listener of topic.listeners) listener.onCatchUp();
  }

  async function join(topic: Topic) {
    // The first join already needs the token, and a dead session must not knock on the server's door for ever.
    try {
      await client.setAuth();
    } catch (error) {
      console.warn("The access token could not be fetched", error);
      return joinLater(topic);
    }
    if (closed || signedOut || topic.channel || topics.get(topic.name) !== topic) return;
    const channel = client.channel(topic.name, {
      config: { private: true, broadcast: { replication_ready: true } },
    });
    topic.channel = channel;
    channel.on("broadcast", { event: "*" }, ({ event, payload }) => {
      for (const listener of topic.listeners) listener.onEvent({ event, payload });
    });
    channel.on("system", {}, (message: { extension?: string; status?: string }) => {
      if (message.extension !== "system" || message.status !== "ok") return;
      topic.failures = 0;
      setStatus(topic, "live");
      catchUp(topic);
    });
    channel.subscribe((state, error) => {
      if (topic.channel !== channel) return;
      switch (state) {
        case REALTIME_SUBSCRIBE_STATES.SUBSCRIBED:
          // Joined, but not yet promised that events flow: read now, and once more at the promise above.
          return catchUp(topic);
        case REALTIME_SUBSCRIBE_STATES.CLOSED:
          topic.channel = null;
          if (!closed) joinLater(topic);
          return;
        default:
          setStatus(topic, signedOut ? "signed_out" : isRefusal(error) ? "refused" : "joining");
      }
    });
  }

  function joinLater(topic: Topic) {
    setStatus(topic, signedOut ? "signed_out" : "joining");
    topic.failures += 1;
    clearTimeout(topic.timer);
    topic.timer = setTimeout(() => void join(topic), backoff(topic.failures, Math.random()));
  }

  function leave(topic: Topic) {
    topics.delete(topic.name);
    clearTimeout(topic.timer);
    const { channel } = topic;
    topic.channel = null;
    if (channel) void client.removeChannel(channel);
  }

  // A tab that slept holds a stale token and perhaps a dead socket: renew, reconnect, and read what was missed.
  async function wake() {
    if (closed || document.visibilityState === "hidden") return;
    await token().catch((error: unknown) => console.warn("The access token could not be fetched", error));
    if (signedOut || closed) return;
    if (!client.isConnected()) client.connect();
    for (const topic of topics.values()) {
      if (!topic.channel) {
        clearTimeout(topic.timer);
        void join(topic);
      }
      catchUp(topic);
    }
  }

  // The browser knows before a heartbeat does. A socket that outlived its network would keep us waiting for it.
  function sleep() {
    for (const topic of topics.values()) setStatus(topic, signedOut ? "signed_out" : "joining");
    void client.disconnect();
  }

  // Not before the first topic: a carrier that React made and threw away must leave nothing behind.
  let attended = false;
  function attend() {
    if (attended) return;
    attended = true;
    document.addEventListener("visibilitychange", wake);
    window.addEventListener("online", wake);
    window.addEventListener("offline", sleep);
    window.addEventListener("focus", wake);
  }

  return {
    listen(name, listener) {
      attend();
      let topic = topics.get(name);
      if (!topic) {
        topic = {
          name,
          listeners: new Set(),
          status: "joining",
          channel: null,
          failures: 0,
          timer: undefined,
          linger: undefined,
        };
        topics.set(name, topic);
        void join(topic);
      }
      const joined = topic;
      clearTimeout(joined.linger);
      joined.listeners.add(listener);
      listener.onStatus(joined.status);
      if (joined.status === "live") listener.onCatchUp();
      return () => {
        joined.listeners.delete(listener);
        if (joined.listeners.size > 0) return;
        clearTimeout(joined.linger);
        joined.linger = setTimeout(() => joined.listeners.size === 0 && leave(joined), LINGER_MS);
      };
    },
    close() {
      closed = true;
      clearTimeout(signedOutTimer);
      document.removeEventListener("visibilitychange", wake);
      window.removeEventListener("online", wake);
      window.removeEventListener("offline", sleep);
      window.removeEventListener("focus", wake);
      for (const topic of topics.values()) {
        clearTimeout(topic.timer);
        clearTimeout(topic.linger);
      }
      topics.clear();
      void client.removeAllChannels();
      void client.disconnect();
    },
  };
}

function isRefusal(error: Error | undefined): boolean {
  return error !== undefined && /Unauthorized|permissions/.test(String(error.message));
}
