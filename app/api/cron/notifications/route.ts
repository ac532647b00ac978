import { answerScheduler } from "@/lib/http/scheduled";
import { sendPushes } from "@/lib/notifications/push/send";
import { deliverNotifications } from "@/lib/notifications/scheduled";

/** In seconds. */
export const maxDuration = 300;

/** Delivers what has become due, and sends it to the devices of those it is for. Every minute; as often as anybody likes. */
export async function GET(request: Request) {
  return answerScheduler(request, { delivery: deliverNotifications, push: sendPushes });
}
