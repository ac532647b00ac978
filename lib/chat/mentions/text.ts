import { MENTIONS_MAX, type Mention } from "../schema";

/** A piece of a message's text; `ids` are those whom it names, none for plain text. */
export type Piece = { readonly text: string; readonly ids: readonly string[] };

/** An @ that stands at the beginning of a word: an address of mail names nobody. */
const SIGN = /(?<![\p{L}\p{M}\p{N}_@])@/gu;
const WORD = /^[\p{L}\p{M}\p{N}_]/u;

/**
 * A text in pieces, with "@Name" apart wherever it is one of these names. Of names that begin alike the longest counts;
 * those who have the same name are named together.
 */
export function piecesOf(text: string, mentions: readonly Mention[]): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const { index } of text.matchAll(SIGN)) {
    const name = nameAt(text, index + 1, mentions);
    if (name === null) continue;
    if (index > done) pieces.push({ text: text.slice(done, index), ids: [] });
    done = index + 1 + name.length;
    const ids = mentions.filter((mention) => isSame(mention.name, name)).map(({ id }) => id);
    pieces.push({ text: text.slice(index, done), ids });
  }
  if (done < text.length) pieces.push({ text: text.slice(done), ids: [] });
  return pieces;
}

/** Whom a text names, each once, in the order of the text, and no more than a message may. */
export function mentionedIn(text: string, mentions: readonly Mention[]): string[] {
  const ids = piecesOf(text, mentions).flatMap((piece) => piece.ids);
  return [...new Set(ids)].slice(0, MENTIONS_MAX);
}

/** The longest of the names that stands there as a whole word; as it is written there. */
function nameAt(text: string, from: number, mentions: readonly Mention[]): string | null {
  let longest: string | null = null;
  for (const { name } of mentions) {
    const written = text.slice(from, from + name.length);
    if (name.length <= (longest?.length ?? 0) || !isSame(written, name)) continue;
    if (!WORD.test(text.slice(from + name.length))) longest = written;
  }
  return longest;
}

/** A phone begins a sentence with "@Team". */
function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
