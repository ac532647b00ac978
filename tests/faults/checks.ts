import type { Truth } from "./database.ts";
import type { Typed } from "./ledger.ts";
import type { Person } from "./world/cast.ts";
import type { PageState } from "./world/page-script.ts";

/* What must hold, as pure questions: null, or a sentence that says what is wrong. */

/** The page shows exactly what Postgres has from its first loaded place on, in the order of places, and says so. */
export function pageEqualsPostgres(page: PageState, truth: Truth): string | null {
  const from = page.rows[0]?.[0] ?? truth.lastSeq + 1;
  const wanted = truth.rows.filter(({ seq }) => seq >= from);
  if (page.rows.length === 0 && truth.rows.length > 0)
    return `shows nothing of ${truth.rows.length} messages`;
  for (const [index, [seq, text]] of page.rows.entries()) {
    const row = wanted[index];
    if (!row) return `shows #${seq} "${text}", which Postgres does not have in this place`;
    if (row.seq !== seq) return `shows #${seq} where Postgres has #${row.seq}`;
    if (row.content !== text) return `shows #${seq} as "${text}", and Postgres has "${row.content}"`;
  }
  if (page.rows.length < wanted.length)
    return `ends at #${page.rows.at(-1)?.[0]}, and Postgres goes on to #${truth.lastSeq}`;
  if (page.completeTo !== truth.lastSeq) return `says complete to #${page.completeTo} of #${truth.lastSeq}`;
  return null;
}

/** Everything that a page showed its writer as stored is in Postgres, once, in the place it was shown in. */
export function acknowledgedOnce(acknowledged: ReadonlyMap<string, number>, truth: Truth): string | null {
  for (const [text, seq] of acknowledged) {
    const stored = truth.rows.filter(({ content }) => content === text);
    if (stored.length === 0) return `"${text}" was shown as #${seq} and is not in Postgres`;
    if (stored.length > 1)
      return `"${text}" is in Postgres ${stored.length} times: ${stored.map((row) => `#${row.seq}`).join(", ")}`;
    if (stored[0]?.seq !== seq) return `"${text}" was shown as #${seq} and is #${stored[0]?.seq}`;
  }
  return null;
}

/** No text was written more often than it was typed, acknowledged or not. */
export function typedAtMostOnce(typed: readonly Typed[], truth: Truth): string | null {
  for (const { text } of typed) {
    const count = truth.rows.filter(({ content }) => content === text).length;
    if (count > 1) return `"${text}" was typed once and is in Postgres ${count} times`;
  }
  return null;
}

/** Places and revisions run from 1 to the head without a gap. */
export function isGapless(truth: Truth, revisions: readonly number[]): string | null {
  const seqs = truth.rows.map(({ seq }) => seq);
  return runs(seqs, truth.lastSeq, "places") ?? runs(revisions, truth.lastRevision, "revisions");
}

function runs(numbers: readonly number[], last: number, what: string): string | null {
  const broken = numbers.findIndex((number, index) => number !== index + 1);
  if (broken >= 0) return `${what}: ${numbers[broken]} where ${broken + 1} should be`;
  return numbers.length === last ? null : `${what} end at ${numbers.length}, and the head says ${last}`;
}

export function unreadIsRecounted(unread: { listed: number | null; counted: number | null }): string | null {
  return unread.listed === unread.counted
    ? null
    : `the list says ${unread.listed}, a recount ${unread.counted}`;
}

/** Nothing of another team came through a member's line, whatever page or socket it was for. */
export function heardOnlyOwn(person: Person, heard: ReadonlySet<string>): string | null {
  if (person.role === "admin") return null;
  const foreign = [...heard].filter((marker) => marker !== person.team?.marker);
  return foreign.length === 0 ? null : `${person.name} received texts of ${foreign.join(", ")}`;
}

/** What someone typed is stored, or still before their eyes, or kept by their browser. */
export function isNotGone(
  typed: Typed,
  truth: Truth,
  pages: readonly PageState[],
  kept: readonly string[],
): string | null {
  if (truth.rows.some(({ content }) => content === typed.text)) return null;
  const isShown = pages.some(
    ({ outbox, draft }) => draft.includes(typed.text) || outbox.some(({ text }) => text === typed.text),
  );
  if (isShown || kept.some((storage) => storage.includes(typed.text))) return null;
  return `"${typed.text}" is neither stored, nor in the outbox, nor in the draft, nor kept by the browser`;
}

/** Everything that was typed and sent has been stored by the end: nothing waits when nothing is in the way. */
export function isDelivered(page: PageState): string | null {
  const [entry] = page.outbox;
  return entry ? `"${entry.text}" is still ${entry.kind}, with ${page.outbox.length} in the outbox` : null;
}
