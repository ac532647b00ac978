import type { RealtimeChannel } from "@supabase/realtime-js";
import type { PushPresence } from "./own-presence";

/** Where the policies on realtime.messages let somebody show themselves. */
const TAKES_PRESENCE = /^realtime:team:/;

/**
 * Tells who shows themselves on a channel that is about to be joined, whenever that changes. A join that asks for it costs
 * a question about rights more: where nobody can be shown it is left out.
 */
export function hearPresence(channel: RealtimeChannel, tell: (people: ReadonlySet<string>) => void) {
  if (!TAKES_PRESENCE.test(channel.topic)) return;
  channel.on("presence", { event: "sync" }, () => tell(new Set(Object.keys(channel.presenceState()))));
}

/** Nothing but that somebody is there is said: whatever else a client could claim. */
export function pushPresence(channel: RealtimeChannel): PushPresence {
  return async (isShown) => {
    const answer = await (isShown ? channel.track({}) : channel.untrack());
    return answer === "ok" ? "ok" : answer === "error" ? "refused" : "lost";
  };
}
