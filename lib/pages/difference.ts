/** More of a long text says less. */
const EXCERPT = 280;

/** What two texts say differently: each without the lines that both begin and end with, and shortened. */
export function difference(one: string, other: string): [one: string, other: string] {
  const [a, b] = [one.split("\n"), other.split("\n")];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return [excerpt(a.slice(start, a.length - end)), excerpt(b.slice(start, b.length - end))];
}

function excerpt(lines: string[]): string {
  const text = lines.join(" ").replace(/\s+/g, " ").trim();
  const characters = [...text];
  return characters.length > EXCERPT ? `${characters.slice(0, EXCERPT - 1).join("")}…` : text;
}
