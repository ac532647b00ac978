export type Json = string | number | boolean | null | readonly Json[] | { readonly [member: string]: Json };

/**
 * A value as RFC 8785 (JSON Canonicalization Scheme) writes it: one text for one value, byte for byte. Of numbers it takes
 * whole ones alone, which is all that an export has: how a fraction is written is the one hard part of the scheme.
 */
export function canonical(value: Json): string {
  if (typeof value === "number" && !Number.isSafeInteger(value))
    throw new TypeError(`No whole number: ${value}`);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonical).join(",")}]`;
  // By UTF-16 code units, as the scheme asks for and as JavaScript compares.
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name] ?? null)}`);
  return `{${members.join(",")}}`;
}

function isList(value: readonly Json[] | { readonly [member: string]: Json }): value is readonly Json[] {
  return Array.isArray(value);
}
