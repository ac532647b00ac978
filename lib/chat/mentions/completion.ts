import { fold } from "@/lib/i18n/fold";
import type { Mentionable } from "../schema";

/** What somebody is writing after an @, and where that stands. */
export type Begun = { readonly from: number; readonly to: number; readonly query: string };

/** So many people are offered at once, and the groups besides: who has more to choose from writes on. */
const PEOPLE_SHOWN = 6;

/** The longest name has 100 characters, but nobody who has written this much of one still waits for it. */
const BEGUN = /(?<![\p{L}\p{M}\p{N}_@])@([^\s@][^\n@]{0,39})?$/u;

/** The mention that is being written where the caret stands, if one is. */
export function begunAt(text: string, caret: number): Begun | null {
  if (caret > text.length) return null;
  const found = BEGUN.exec(text.slice(0, caret));
  return found && { from: found.index, to: caret, query: found[1] ?? "" };
}

/**
 * Whom it may become: those of whose names a word begins so, without regard to case and accents, first those whose name
 * itself does. In the order given otherwise, people before groups.
 */
export function completionsOf(query: string, mentionables: readonly Mentionable[]): Mentionable[] {
  const wanted = fold(query);
  // A whole name and a space: it is written, though there may be somebody whose name goes on from there.
  if (mentionables.some(({ name }) => `${fold(name)} ` === wanted)) return [];
  const ranked = mentionables
    .map((mentionable) => ({ mentionable, rank: rankOf(fold(mentionable.name), wanted) }))
    .filter(({ rank }) => rank !== null)
    .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ mentionable }) => mentionable);
  const isPerson = ({ kind }: Mentionable) => kind === "person" || kind === "organiser";
  return [
    ...ranked.filter(isPerson).slice(0, PEOPLE_SHOWN),
    ...ranked.filter((mentionable) => !isPerson(mentionable)),
  ];
}

/** The text with the mention in it, and where the caret stands then: behind a space, so that one can write on. */
export function completed(text: string, { from, to }: Begun, name: string): { text: string; caret: number } {
  const rest = text.slice(to).replace(/^ /, "");
  const before = `${text.slice(0, from)}@${name} `;
  return { text: before + rest, caret: before.length };
}

function rankOf(name: string, wanted: string): 0 | 1 | null {
  if (name.startsWith(wanted)) return 0;
  return name.split(/[\s'’-]+/).some((_, index, words) => words.slice(index).join(" ").startsWith(wanted))
    ? 1
    : null;
}
