import type { Message, Reader } from "../schema";

/**
 * Who has seen how much of a conversation, as a tab knows it: a pure value. What is told live comes late, twice or never;
 * but a place only grows, so the furthest is the truth, and who has left shows when all is read anew.
 */
export type Readers = {
  /** The furthest that is known of each, with the number of the word that last told of them. */
  readonly known: ReadonlyMap<string, { readonly reader: Reader; readonly word: number }>;
  /** How many words there have been. */
  readonly words: number;
};

export const noReaders: Readers = { known: new Map(), words: 0 };

/** Somebody has read on. */
export function receiveRead(readers: Readers, reader: Reader): Readers {
  const words = readers.words + 1;
  const known = new Map(readers.known);
  known.set(reader.user_id, { reader: further(known.get(reader.user_id)?.reader, reader), word: words });
  return { known, words };
}

/**
 * All of them, as the server knew them when it was asked.
 * @param askedAt how many words there had been by then: who was told of since stays, whether the answer knows them or not
 */
export function receiveAll(readers: Readers, all: readonly Reader[], askedAt: number): Readers {
  const known = new Map(all.map((reader) => [reader.user_id, { reader, word: 0 }]));
  for (const [id, { reader, word }] of readers.known) {
    const listed = known.get(id);
    if (listed || word > askedAt) known.set(id, { reader: further(listed?.reader, reader), word });
  }
  return { ...readers, known };
}

/** Nobody's name gets older, and nobody has seen less than before. */
function further(one: Reader | undefined, other: Reader): Reader {
  return !one || other.seen_seq > one.seen_seq ? other : one;
}

/** Up to where somebody has seen what others wrote, and who they are: the latest to get there comes last. */
export type SeenBy = { readonly seq: number; readonly readers: readonly Reader[] };

/**
 * The last of these messages that somebody has seen, besides the reader and whoever wrote it; null when nobody has.
 * @param messages in their order
 * @param isAtEnd whether the conversation ends with them
 */
export function seenBy(
  { known }: Readers,
  messages: readonly Pick<Message, "seq" | "sender_id">[],
  { readerId, isAtEnd }: { readerId: string; isAtEnd: boolean },
): SeenBy | null {
  const others = [...known.values()]
    .map(({ reader }) => reader)
    .filter(({ user_id }) => user_id !== readerId);
  const furthest = Math.max(0, ...others.map(({ seen_seq }) => seen_seq));
  // What they have seen stands further below.
  if (!isAtEnd && furthest > (messages.at(-1)?.seq ?? 0)) return null;
  for (let place = messages.length - 1; place >= 0; place -= 1) {
    const message = messages[place];
    if (!message || message.seq > furthest) continue;
    const seen = others.filter(
      ({ user_id, seen_seq }) => seen_seq >= message.seq && user_id !== message.sender_id,
    );
    if (seen.length > 0) return { seq: message.seq, readers: seen.toSorted(byTime) };
  }
  return null;
}

function byTime(one: Reader, other: Reader): number {
  return Date.parse(one.read_at) - Date.parse(other.read_at) || one.name.localeCompare(other.name);
}
