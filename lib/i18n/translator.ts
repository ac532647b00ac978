import "server-only";
import { createTranslator } from "use-intl/core";
import { catalogueOf, DEFAULT_LOCALE } from "./catalogue";

/** The texts for what the server renders, in a reader's language; before sign-in there is none, and the default serves. */
export function translator(locale: string = DEFAULT_LOCALE) {
  return createTranslator(catalogueOf(locale));
}
