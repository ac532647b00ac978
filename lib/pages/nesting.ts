/** What a line begins with that stands in a quote, in a point of a list, or in a footnote. */
const SIGN = String.raw`(>|([-+*]|[0-9]{1,9}[.)])[ \t]|\[\^[^\]\[\r\n]+\]:)`;
/**
 * As deep as nobody writes: to read and to render what stands deeper takes ever longer, and in the end fails. So many signs
 * at the beginning of a line, or so far from it, as Postgres has it (pages_body_nesting).
 */
const TOO_DEEP = [
  new RegExp(String.raw`(^|[\r\n])([ \t]*${SIGN}){51}`),
  new RegExp(String.raw`(^|[\r\n])([ \t]*${SIGN})*[ \t]{101,}${SIGN}`),
];
const OPEN_SIGNS = 400;

/** Whether a text in Markdown has quotes, lists, footnotes or emphasis too deep within each other to be rendered. */
export function isTooNested(body: string): boolean {
  return TOO_DEEP.some((signs) => signs.test(body)) || mostOpenSigns(body) > OPEN_SIGNS;
}

/** How many signs of emphasis wait for their end at once; none does so beyond its paragraph. */
function mostOpenSigns(body: string): number {
  let most = 0;
  for (const paragraph of body.split(/(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)/)) {
    const open = new Map<string, number>();
    for (const { 0: signs, index } of paragraph.matchAll(/\*+|_+|~+/g)) {
      const [before, after] = [paragraph.charAt(index - 1), paragraph.charAt(index + signs.length)];
      const sign = signs.charAt(0);
      const waiting = open.get(sign) ?? 0;
      if (waiting > 0 && standsBeside(before, after)) open.set(sign, Math.max(0, waiting - signs.length));
      else if (standsBeside(after, before)) open.set(sign, waiting + signs.length);
      most = Math.max(
        most,
        [...open.values()].reduce((sum, signs) => sum + signs, 0),
      );
    }
  }
  return most;
}

/** Whether signs between the two belong to the text on the one side: as CommonMark has it. */
function standsBeside(text: string, other: string): boolean {
  return text.trim() !== "" && (isOfWord(text) || !isOfWord(other));
}

const isOfWord = (character: string) => /[\p{L}\p{N}]/u.test(character);
