/** What can stand in a reply for what a conversation knows. */
export const VARIABLES = ["name", "team", "deadline"] as const;
export type Variable = (typeof VARIABLES)[number];
export type Values = Readonly<Record<Variable, string>>;

const VARIABLE = /\{(name|team|deadline)\}/g;

/** A reply as it is said to one team. What a value brings along is no variable again; other braces stay as they are. */
export function filled(content: string, values: Values): string {
  return content.replace(VARIABLE, (_, variable: Variable) => values[variable]);
}

/** What stands in a reply between braces, and would be said as it stands there. */
export function unknownIn(content: string): string[] {
  return [...new Set(content.replace(VARIABLE, "").match(/\{[^{}\s]+\}/g) ?? [])];
}

/** How one calls somebody of whom the whole name is known. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? "";
}
