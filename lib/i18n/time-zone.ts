/** The form of a name that Postgres takes as well (private.is_time_zone): no abbreviations, no offsets. */
const NAME = /^[A-Z][A-Za-z_]+(\/[A-Z][A-Za-z0-9_+-]+)+$/;

/**
 * Zones that engines still list, and report of a device, under a name that the tz database has given up for another
 * (its file "backward"; ECMA-402 keeps to CLDR, whose names never change). A person looks for Kyiv, not for Kiev.
 */
const RENAMED: Readonly<Record<string, string>> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Catamarca": "America/Argentina/Catamarca",
  "America/Coral_Harbour": "America/Atikokan",
  "America/Cordoba": "America/Argentina/Cordoba",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Jujuy": "America/Argentina/Jujuy",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Mendoza": "America/Argentina/Mendoza",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

/** The name that a zone has today. */
export const currentName = (zone: string): string => RENAMED[zone] ?? zone;

/** Every zone that can be chosen, by name. */
export const timeZones: readonly string[] = [
  ...new Set([
    "UTC",
    ...Intl.supportedValuesOf("timeZone")
      .filter((name) => NAME.test(name))
      .map(currentName),
  ]),
];

const byLowerCase = new Map(
  [...Object.keys(RENAMED), ...timeZones].map((name) => [name.toLowerCase(), currentName(name)]),
);

/** A zone by the name it is stored under, however it was typed ("europe/zurich"); null for what is none. */
export function timeZoneNamed(text: string): string | null {
  const name = text.trim().replaceAll(" ", "_");
  const known = byLowerCase.get(name.toLowerCase());
  if (known) return known;
  // A link to another zone ("Europe/Busingen") may be on no list, and is one as well.
  return NAME.test(name) && isKnown(name) ? name : null;
}

function isKnown(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
