import { answerScheduler } from "@/lib/http/scheduled";
import { queueReminders } from "@/lib/notifications/scheduled";

/** In seconds. */
export const maxDuration = 300;

/** Reminds of the deadlines that have come near. Every fifteen minutes: each is told once, however often it is called. */
export async function GET(request: Request) {
  return answerScheduler(request, { reminders: queueReminders });
}
