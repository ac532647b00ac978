/** A part of a message's text, and whether it is a word that was looked for. */
export type Piece = { readonly text: string; readonly isHit: boolean };

/** How much of a message is shown, and how much of that before the first word that was looked for. */
const LENGTH = 240;
const BEFORE = 60;

/** The part of a text around the first of some words, on one line, with these words apart. */
export function excerptOf(content: string, words: readonly string[]): Piece[] {
  const text = content.replace(/\s+/g, " ").trim();
  const hits = hitsIn(text, words);
  const from = startOf(text, hits[0]?.from ?? 0);
  const to = endOf(text, from);
  const pieces: Piece[] = [];
  const add = (piece: string, isHit: boolean) => piece !== "" && pieces.push({ text: piece, isHit });
  let at = from;
  if (from > 0) add("…", false);
  for (const hit of hits) {
    if (hit.to > to) break;
    add(text.slice(at, hit.from), false);
    add(text.slice(hit.from, hit.to), true);
    at = hit.to;
  }
  add(text.slice(at, to), false);
  if (to < text.length) add("…", false);
  return pieces;
}

function hitsIn(text: string, words: readonly string[]): { from: number; to: number }[] {
  const wanted = words.map((word) => word.replace(/\s+/g, " ").trim()).filter((word) => word !== "");
  if (wanted.length === 0) return [];
  const either = wanted
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"))
    .join("|");
  // Whole words alone: "is" is none in "this".
  const pattern = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${either})(?![\\p{L}\\p{M}\\p{N}])`, "gu");
  return [...text.matchAll(pattern)].map(({ index, 0: word }) => ({ from: index, to: index + word.length }));
}

/** Near the beginning it begins there; else between two words, and never within a letter. */
function startOf(text: string, hit: number): number {
  if (hit <= BEFORE) return 0;
  const space = text.indexOf(" ", hit - BEFORE);
  return space >= 0 && space < hit ? space + 1 : hit;
}

function endOf(text: string, from: number): number {
  const to = from + LENGTH;
  if (to >= text.length) return text.length;
  const space = text.lastIndexOf(" ", to);
  if (space > from + BEFORE * 2) return space;
  return /[\uDC00-\uDFFF]/.test(text[to] ?? "") ? to - 1 : to;
}
