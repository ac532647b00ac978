/** Before the first request: an environment that is incomplete stops the start with a sentence, not a page later. */
export async function register() {
  // A block, not a return: what is only for Node is then left out of what is built for the edge.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { requireEnvironment } = await import("@/lib/supabase/require-environment");
    requireEnvironment();
    const { isRehearsalEnabled } = await import("@/lib/realtime/rehearsal/enabled");
    isRehearsalEnabled();
    const { sendPushesAfterWrites } = await import("@/lib/notifications/push/after-writes");
    try {
      sendPushesAfterWrites();
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    }
    const { endStreamsOnShutdown } = await import("@/lib/realtime/stream/open-streams");
    endStreamsOnShutdown();
    const { endConnectionsOnShutdown } = await import("@/lib/http/shutdown");
    endConnectionsOnShutdown();
  }
}
