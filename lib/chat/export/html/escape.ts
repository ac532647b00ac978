const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * What turns a line round, or is not seen at all: a name or a sentence could look like another by it. But not what joins signs to
 * one (an emoji of several, letters of some scripts): it changes what is seen.
 */
const UNSEEN = /(?!\n|\t|\u200c|\u200d|\ufe0e|\ufe0f)[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;

/** A text as HTML shows it, whatever is in it; what would not be seen stands there by its number. */
export function escapeHtml(text: string): string {
  return text
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
    .replace(UNSEEN, (sign) => `<i class="u">U+${hex(sign)}</i>`);
}

const hex = (sign: string) => (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
