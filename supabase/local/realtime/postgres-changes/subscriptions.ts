import type { Channel } from "../channel/channel.ts";

/** What a join's reply says of its subscriptions: each as it was asked for and in that order, with an id.
 *  Equal ones share it. The client refuses the join unless the echo is exact. */
export function echoSubscriptions(asked: Record<string, unknown>[]): Record<string, unknown>[] {
  const texts = asked.map((subscription) => JSON.stringify(subscription));
  return asked.map((subscription, index) => ({ ...subscription, id: texts.indexOf(texts[index] ?? "") + 1 }));
}

/** The embedded server does not send row changes yet. It says so, as the real one says that it cannot. */
export function announceSubscriptions(channel: Channel) {
  channel.system(
    "postgres_changes",
    "error",
    "The embedded Realtime server does not send postgres_changes yet",
  );
}
