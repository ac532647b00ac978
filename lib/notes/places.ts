import type { Message } from "@/lib/chat/schema";
import type { Note } from "./schema";

/** By the place of the message that each stands behind; 0: before the first. */
export type PlacedNotes = ReadonlyMap<number, readonly Note[]>;

/**
 * Where the notes stand among the messages that are shown, in the order in which they were written. At the end of a
 * conversation also those behind a message that has not come yet; of others whose message is not shown there are none.
 */
export function placed(
  notes: readonly Note[],
  messages: readonly Pick<Message, "seq">[],
  isAtEnd: boolean,
): PlacedNotes {
  const [first, last] = [messages[0]?.seq ?? 0, messages.at(-1)?.seq ?? 0];
  const places = new Map<number, Note[]>();
  for (const note of notes) {
    if (note.after_seq > last && !isAtEnd) continue;
    const seq = Math.min(note.after_seq, last);
    if (seq < first && !(seq === 0 && first === 1)) continue;
    const there = places.get(seq);
    if (there) there.push(note);
    else places.set(seq, [note]);
  }
  return places;
}
