import { sweepFiles } from "@/lib/documents/sweep";
import { answerScheduler } from "@/lib/http/scheduled";
import { sweepNotifications } from "@/lib/notifications/scheduled";

/** In seconds. */
export const maxDuration = 300;

/** Cleans up, once a day: what is left the next call goes on with, and it can be called as often as anybody likes. */
export async function GET(request: Request) {
  return answerScheduler(request, { files: sweepFiles, notifications: sweepNotifications });
}
