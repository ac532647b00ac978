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
  /** How long a channel that was asked for may take until events flow, or it is refused. */
  readyWithinMs: number;
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
export function hear({
  address,
  accessToken,
  topics,
  openWithinMs,
  readyWithinMs,
  onFrame,
  onLost,
}: HearOptions) {
  const client = new RealtimeClient(`${address.url.replace(/^http/, "ws")}/realtime/v1`, {
    params: { apikey: address.publishableKey },
  });
  const waits: ReturnType<typeof setTimeout>[] = [];
  let over = false;

  function stop() {
    if (over) return;
    over = true;
    clearTimeout(opening);
    for (const wait of waits) clearTimeout(wait);
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
    // A channel that joins and never becomes ready would be silent for ever.
    const becomingReady = setTimeout(lose, readyWithinMs);
    waits.push(becomingReady);
    channel.on("system", {}, ({ extension, status }: { extension?: string; status?: string }) => {
      if (over || extension !== "system") return;
      if (status !== "ok") return lose();
      clearTimeout(becomingReady);
      onFrame({ event: "status", data: { topic, status: "live" } });
    });
    channel.subscribe((state, error) => {
      if (over || refused || state === REALTIME_SUBSCRIBE_STATES.SUBSCRIBED) return;
      if (!error || !/^Unauthorized/.test(error.message)) return lose();
      refused = true;
      clearTimeout(becomingReady);
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
