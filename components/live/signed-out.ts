const CHANNEL = "rinkside-session";

/** Tells the browser's other tabs that its session has ended. */
export function tellSignedOut() {
  if (typeof BroadcastChannel === "undefined") return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage("signed-out");
  channel.close();
}

/** Calls back when another tab of this browser signs out; the returned function ends that. */
export function onSignedOutElsewhere(callback: () => void): () => void {
  if (typeof BroadcastChannel === "undefined") return () => undefined;
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = callback;
  return () => channel.close();
}
