/**
 * Whose page asks. A browser has one session, and another tab may have begun somebody else's: to a page that was
 * rendered for the one before, that is none.
 */
export const PERSON_HEADER = "rinkside-person";

export function asPerson(personId: string): Record<string, string> {
  return { [PERSON_HEADER]: personId };
}
