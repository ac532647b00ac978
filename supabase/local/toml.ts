export type TomlValue = string | number | boolean | TomlValue[];

/**
 * The part of TOML that `supabase/config.toml` uses: sections, strings, integers, booleans and arrays on one line.
 * Gives a flat map from "section.key" to value. @throws on anything else, rather than misread it.
 */
export function parseToml(text: string): Map<string, TomlValue> {
  const values = new Map<string, TomlValue>();
  let section = "";
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    const header = /^\[([\w.-]+)\]\s*(?:#.*)?$/.exec(line);
    const pair = /^([\w-]+)\s*=\s*(.+)$/.exec(line);
    if (header?.[1]) section = `${header[1]}.`;
    else if (pair?.[1] && pair[2]) values.set(section + pair[1], value(pair[2], index + 1));
    else throw new SyntaxError(`line ${index + 1} is not understood: ${line}`);
  }
  return values;
}

function value(text: string, line: number): TomlValue {
  // Strings, integers, booleans and one-line arrays of them are written alike in TOML and in JSON, but for comments.
  const json = /^("(?:[^"\\]|\\.)*"|\[[^\]]*\]|[^#\s]+)\s*(?:#.*)?$/.exec(text)?.[1];
  try {
    return JSON.parse(json ?? text) as TomlValue;
  } catch (cause) {
    throw new SyntaxError(`line ${line} has a value that is not understood: ${text}`, { cause });
  }
}
