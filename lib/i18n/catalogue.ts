import en from "./messages/en.json";

/** Every text a person reads, by key; each further language is a file of the same shape. */
export type Messages = typeof en;

type Catalogue = { locale: string; messages: Messages };

/** By language. The locale formats dates and numbers: an international English writes the day first. */
const CATALOGUES: Record<string, Catalogue> = { en: { locale: "en-GB", messages: en } };

export const DEFAULT_LOCALE = "en";

/** The catalogue of a person's locale ("sv", "sv-SE"), or the default one while a language is missing. */
export function catalogueOf(locale: string): Catalogue {
  const [language = DEFAULT_LOCALE] = locale.split("-");
  return CATALOGUES[language] ?? { locale: "en-GB", messages: en };
}

/** Some parts of a catalogue, by their names. */
export function pickMessages<Name extends keyof Messages>(
  messages: Messages,
  names: readonly Name[],
): Pick<Messages, Name> {
  return Object.fromEntries(names.map((name) => [name, messages[name]])) as Pick<Messages, Name>;
}

declare module "use-intl" {
  interface AppConfig {
    Messages: Messages;
    Locale: string;
  }
}
