/**
 * How what is written in letters and is yet no text begins, whatever it is called: a page, a picture in svg, another file in
 * xml, PDF, PostScript, RTF. The patterns by which browsers know them (WHATWG MIME Sniffing, 7.1), and svg and RTF.
 */
const NO_TEXT =
  /^\s*(?:%PDF-|%!PS|\{\\rtf|<(?:!--|\?xml|(?:!doctype|html|head|body|script|iframe|style|title|svg|div|table|font|h1|a|b|br|p)[\s>/]))/i;

/** Control characters that no text has: all but tab, line ends, form feed and escape. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const BINARY = /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]/;

/**
 * Whether the beginning of a file is that of a plain text, in whichever of the encodings in which tables and notes are
 * saved: UTF-8, UTF-16 with its mark, or an older one of a byte to a character.
 */
export function isPlainText(beginning: Uint8Array): boolean {
  const text = new TextDecoder(encodingOf(beginning)).decode(beginning);
  return !BINARY.test(text) && !NO_TEXT.test(text);
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return "utf-8";
}
