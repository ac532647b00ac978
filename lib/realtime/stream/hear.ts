import "server-only";
import { REALTIME_SUBSCRIBE_STATES, RealtimeClient } from "@supabase/realtime-js";
import type { SupabaseAddress } from "@/lib/supabase/environment";
import type { StreamFrame } from "./frames";

export type HearOptions = {
  address: SupabaseAddress;
  /** The reader's own: Realtime asks Postgres what its owner may hear. */
  accessToken: string;
  topics: readonly string[];
  openWithinMs: number;
  onFrame(frame: StreamFrame): void;
  /** Once, when Realtime cannot be reached or does not let us hear everything any more. */
  onLost(): void;
};

/**
 * Joins topics over one socket of their own, and says what is heard. It never joins anew: between two joins something
 * may have been missed, and only the browser can fetch that. So a lost socket, and a channel that the server closed
 * for whatever reason, end it all; whoever comes back learns at the join what is still theirs.
 * @returns leaves, and closes the socket
 */
export function hear({ address, accessToken, topics, openWithinMs, onFrame, onLost }: HearOptions) {
  const client = new RealtimeClient(`${address.url.replace(/^http/, "ws")}/realtime/v1`, {
    params: { apikey: address.publishableKey },
  });
  let over = false;

  function stop() {
    if (over) return;
    over = true;
    clearTimeout(opening);
    void client.disconnect();
  }

  function lose() {
    if (over) return;
    stop();
    onLost();
  }

  const opening = setTimeout(() => !client.isConnected() && lose(), openWithinMs);

  function join(topic: string) {
    const channel = client.channel(topic, {
      config: { private: true, broadcast: { replication_ready: true } },
    });
    let refused = false;
    channel.on("broadcast", { event: "*" }, ({ event, payload }) => {
      if (!over) onFrame({ event: "message", data: { topic, event, payload } });
    });
    channel.on("system", {}, ({ extension, status }: { extension?: string; status?: string }) => {
      if (over || extension !== "system" || status !== "ok") return;
      onFrame({ event: "status", data: { topic, status: "live" } });
    });
    channel.subscribe((state, error) => {
      if (over || refused || state === REALTIME_SUBSCRIBE_STATES.SUBSCRIBED) return;
      if (!error || !/^Unauthorized/.test(error.message)) return lose();
      refused = true;
      onFrame({ event: "status", data: { topic, status: "refused" } });
      // It would knock again by itself, with the same token.
      void client.removeChannel(channel);
    });
  }

  // The joins already carry the token.
  void client.setAuth(accessToken).then(() => {
    if (over) return;
    for (const topic of topics) join(topic);
  });
  return stop;
}
