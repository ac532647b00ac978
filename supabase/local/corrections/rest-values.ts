/*
 * How values go to Postgres and come back. PostgREST has Postgres itself read and write JSON; lite has the driver do it,
 * which knows JavaScript's types, and loses or changes what those cannot hold.
 */

/** What a client sent as text stays text, for Postgres to read: a string object, see rest-queries.ts. */
const asText = (value: unknown) => String(value);
const unchanged = (text: string) => text;

/** JSON has times in ISO 8601; Postgres by itself has a blank and `+00`. Times without a day it leaves as they are. */
const iso = (text: string) => text.replace(" ", "T").replace(/[+-]\d\d$/, "$&:00");

declare global {
  interface JSON {
    /** In every Node since 21, and not yet in TypeScript's own library. */
    rawJSON(text: string): object;
  }
}

/** With all its digits, where JavaScript's numbers have fewer. */
const number = (text: string) =>
  /^-?\d/.test(text) && String(Number(text)) !== text ? JSON.rawJSON(text) : Number(text);
const numeric = (text: string) => (/^-?\d/.test(text) ? number(text) : text);

const exact = (_key: string, value: unknown, context?: { source?: string }) =>
  typeof value === "number" && context?.source !== undefined ? number(context.source) : value;
const parseJson = (text: string): unknown => JSON.parse(text, /\d{16}/.test(text) ? exact : undefined);

/**
 * lite hands over the metadata of people as JSON text, and the driver would encode that text once more. What comes from
 * a request is a string object where it is a string.
 */
function encodeJson(value: unknown): string {
  return typeof value === "string" && isJsonText(value) ? value : JSON.stringify(value);
}

export const types = {
  boolean: { to: 16, from: [16], serialize: asText, parse: (text: string) => text === "t" },
  bytea: { to: 17, from: [17], serialize: encodeBytes, parse: unchanged },
  bigint: { to: 20, from: [20], serialize: asText, parse: number },
  json: { to: 114, from: [114], serialize: encodeJson, parse: parseJson },
  date: { to: 1082, from: [1082], serialize: asText, parse: unchanged },
  time: { to: 1083, from: [1083], serialize: asText, parse: unchanged },
  timestamp: { to: 1114, from: [1114], serialize: asText, parse: iso },
  timestamptz: { to: 1184, from: [1184], serialize: asText, parse: iso },
  timetz: { to: 1266, from: [1266], serialize: asText, parse: unchanged },
  numeric: { to: 1700, from: [1700], serialize: asText, parse: numeric },
  jsonb: { to: 3802, from: [3802], serialize: encodeJson, parse: parseJson },
};

function encodeBytes(value: unknown): string {
  return value instanceof Uint8Array ? `\\x${Buffer.from(value).toString("hex")}` : String(value);
}

function isJsonText(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
