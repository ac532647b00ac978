export type Statement = { text: string /** from 1, where the statement begins in the file */; line: number };

const token =
  /--[^\n]*|\/\*[\s\S]*?\*\/|(?<!\w)e'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|(?<![\w$])(\$(?:[a-z_]\w*)?\$)[\s\S]*?\1|\bbegin\s+atomic\b|\bend\b|;/gi;
const blank = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/;

/** Splits SQL at the semicolons that end statements, not at those in strings, comments and function bodies. */
export function splitStatements(sql: string): Statement[] {
  const statements: Statement[] = [];
  let start = 0;
  let atomic = false;
  let previous = "";
  const close = (end: number) => {
    const raw = sql.slice(start, end);
    const lead = blank.exec(raw)?.[0].length ?? 0;
    const text = raw.slice(lead).trim();
    if (text) statements.push({ text, line: sql.slice(0, start + lead).split("\n").length });
    start = end + 1;
  };
  for (const match of sql.matchAll(token)) {
    const found = match[0].toLowerCase();
    if (found.startsWith("--") || found.startsWith("/*")) continue;
    if (found.startsWith("begin")) atomic = true;
    if (found === ";" && (!atomic || previous === "end")) {
      close(match.index);
      atomic = false;
    }
    previous = found;
  }
  close(sql.length);
  return statements;
}
