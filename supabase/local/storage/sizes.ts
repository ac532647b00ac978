import { invalidFileSizeLimit } from "./errors.ts";

const decimal: Record<string, number> = { B: 1, KB: 1e3, MB: 1e6, GB: 1e9 };

/** The limit of a bucket, in bytes: a number, or "20MB" as the API takes it. @throws StorageError */
export function sizeOfLimit(limit: number | string): number {
  if (typeof limit === "number") return limit;
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?)([KMG]?B)$/i.exec(limit) ?? [];
  const factor = decimal[unit.toUpperCase()];
  if (factor === undefined) throw invalidFileSizeLimit();
  return Math.round(Number(number) * factor);
}

/** "50MiB" of `supabase/config.toml`, in bytes; MB means the same there. `undefined` where it is no size. */
export function sizeOfConfig(text: string): number | undefined {
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?) ?([KMGT]?)i?B?$/i.exec(text) ?? [];
  if (number === undefined) return undefined;
  return Math.round(Number(number) * 1024 ** " KMGT".indexOf(unit.toUpperCase() || " "));
}
