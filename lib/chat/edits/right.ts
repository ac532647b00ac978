import { CHANGE_MINUTES, type Message } from "../schema";

/**
 * Whether somebody may change a message, as Postgres will decide it (migration chat_log): `late`, once a member's time is
 * over; `none` for what is not theirs, or is deleted.
 */
export function changeRight(
  message: Message,
  reader: { id: string; role: "admin" | "member" },
  now: Date,
): "may" | "late" | "none" {
  if (message.sender_id !== reader.id || message.deleted_at !== null || message.content === null)
    return "none";
  if (reader.role === "admin") return "may";
  return now.getTime() < Date.parse(message.created_at) + CHANGE_MINUTES * 60_000 ? "may" : "late";
}

/** The newest of one's own messages that is not deleted: what one means by "my last". */
export function lastOwn(messages: readonly Message[], readerId: string): Message | null {
  return (
    messages.findLast(({ sender_id, deleted_at }) => sender_id === readerId && deleted_at === null) ?? null
  );
}
