/**
 * Whether a name can be read where it stands, as Postgres sees it (private.is_legible): something of it is visible, and
 * nothing breaks the line or turns the text around it. Joiners within a name are part of some scripts.
 */
export function isLegible(name: string): boolean {
  return (
    !/[\p{Cc}\u2028-\u202e\u2066-\u2069]/u.test(name) &&
    /[^\s\u00ad\u115f\u1160\u180e\u200b-\u200f\u2060-\u2064\u3164\ufeff\uffa0]/.test(name)
  );
}
