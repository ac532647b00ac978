import "server-only";
import { createTranslator } from "use-intl/core";
import { currentPerson } from "@/lib/people/queries";
import { catalogueOf, DEFAULT_LOCALE } from "./catalogue";

/** The texts for what the server renders, in the reader's language; before sign-in in the default one. */
export async function translator() {
  const person = await currentPerson();
  return createTranslator(catalogueOf(person?.locale ?? DEFAULT_LOCALE));
}

/** The texts of pages that know no reader. */
export function publicTranslator() {
  return createTranslator(catalogueOf(DEFAULT_LOCALE));
}
