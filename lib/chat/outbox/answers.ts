import type { Message } from "../schema";

/** What other organisers have answered after a place, as it stands now: what Postgres would refuse an organiser's message for. */
export function answersSince(messages: readonly Message[], place: number, readerId: string): Message[] {
  return messages.filter(
    ({ seq, sender_role, sender_id, deleted_at }) =>
      seq > place && sender_role === "admin" && sender_id !== readerId && deleted_at === null,
  );
}
