import { piecesOf } from "../mentions/text";
import type { Mention } from "../schema";
import { linksIn } from "./links";

/** A piece of a message's text: an address, whom it names (`ids`), or neither. All of them together are the text. */
export type TextPiece = {
  readonly text: string;
  readonly href: string | null;
  readonly ids: readonly string[];
};

export function textPiecesOf(text: string, mentions: readonly Mention[]): TextPiece[] {
  const pieces: TextPiece[] = [];
  let done = 0;
  const write = (to: number) => {
    for (const piece of piecesOf(text.slice(done, to), mentions)) pieces.push({ ...piece, href: null });
    done = to;
  };
  for (const { from, to, href } of linksIn(text)) {
    write(from);
    pieces.push({ text: text.slice(from, to), href, ids: [] });
    done = to;
  }
  write(text.length);
  return pieces;
}
