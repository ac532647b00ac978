import type { Change, ConversationExport, LogEvent } from "../schema.ts";

/** An event with what it came after, and what came after it, of the same message. */
export type Told = {
  readonly event: LogEvent;
  readonly before: Change | null;
  readonly later: readonly Change[];
};

export function storyOf({ events }: ConversationExport): Told[] {
  const changes = events.filter((event) => event.kind !== "unrecorded");
  const ofMessage = Map.groupBy(changes, ({ message_id }) => message_id);
  const places = new Map<LogEvent, number>();
  for (const ofOne of ofMessage.values())
    for (const [place, event] of ofOne.entries()) places.set(event, place);
  return events.map((event) => {
    const ofOne = event.kind === "unrecorded" ? [] : (ofMessage.get(event.message_id) ?? []);
    const place = places.get(event) ?? 0;
    return {
      event,
      before: ofOne[place - 1] ?? null,
      // What became of it is told where it was sent.
      later: event.kind === "sent" ? ofOne.slice(place + 1) : [],
    };
  });
}
