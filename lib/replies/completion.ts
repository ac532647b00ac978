import { fold } from "@/lib/i18n/fold";
import type { Reply } from "./schema";

/** What somebody is writing after a /, and where that stands. */
type Begun = { readonly from: number; readonly to: number; readonly query: string };

/** So many are offered at once: who has more to choose from writes on. */
const SHOWN = 8;

/** Not within an address or a date: only where a word begins. */
const BEGUN = /(?<!\S)\/(\S{0,40})$/u;

/** The reply that is being looked for where the caret stands, if one is. */
export function begunAt(text: string, caret: number): Begun | null {
  if (caret > text.length) return null;
  const found = BEGUN.exec(text.slice(0, caret));
  return found && { from: found.index, to: caret, query: found[1] ?? "" };
}

/** Those whose shortcut begins so, the one that is just that first; then those of whose titles a word does. */
export function completionsOf(query: string, replies: readonly Reply[]): Reply[] {
  const wanted = fold(query);
  return replies
    .map((reply) => ({ reply, rank: rankOf(reply, wanted) }))
    .filter(({ rank }) => rank !== null)
    .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ reply }) => reply)
    .slice(0, SHOWN);
}

/** The text with the reply in it, and where the caret stands then. */
export function completed(text: string, { from, to }: Begun, said: string): { text: string; caret: number } {
  const before = text.slice(0, from) + said;
  return { text: before + text.slice(to), caret: before.length };
}

function rankOf({ shortcut, title }: Reply, wanted: string): 0 | 1 | 2 | null {
  if (shortcut !== "" && shortcut === wanted) return 0;
  if (shortcut !== "" && shortcut.startsWith(wanted)) return 1;
  return fold(title)
    .split(/[\s'’-]+/)
    .some((word) => word.startsWith(wanted))
    ? 2
    : null;
}
