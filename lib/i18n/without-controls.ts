/** A text without what nobody sees, but for tabs and line breaks: Postgres keeps no text with a NUL. */
export function withoutControls(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]/gu, "").toWellFormed();
}
