import "server-only";
import { setAfterWrite } from "@/lib/supabase/after-write";
import { pushKeys } from "./keys";
import { sendPushes } from "./send";

/** What is still due then, the cron of each minute sends. */
const LIMIT_MS = 30_000;

/**
 * From now on, what somebody's write makes due is sent as soon as they have their answer. To be called at the start.
 * @throws with a sentence where the keys are incomplete
 */
export function sendPushesAfterWrites(): void {
  if (!pushKeys()) return;
  let sending: Promise<void> | null = null;
  let isWaiting = false;

  // One at a time: many who write at once need one look, after the last of them.
  const send = async () => {
    do {
      isWaiting = false;
      try {
        await sendPushes(performance.now() + LIMIT_MS);
      } catch (error) {
        console.error("push:", error);
      }
    } while (isWaiting);
    sending = null;
  };
  setAfterWrite(() => {
    isWaiting = true;
    sending ??= send();
    return sending;
  });
}
