/** What somebody may choose without being asked to spell it: the languages of the nations that play, and some more. */
const OFFERED = [
  "cs-CZ",
  "da-DK",
  "de-AT",
  "de-CH",
  "de-DE",
  "en-CA",
  "en-GB",
  "en-US",
  "es-ES",
  "et-EE",
  "fi-FI",
  "fr-CA",
  "fr-CH",
  "fr-FR",
  "hu-HU",
  "it-CH",
  "it-IT",
  "ja-JP",
  "kk-KZ",
  "ko-KR",
  "lt-LT",
  "lv-LV",
  "nb-NO",
  "nl-NL",
  "pl-PL",
  "pt-PT",
  "ro-RO",
  "ru-RU",
  "sk-SK",
  "sl-SI",
  "sv-FI",
  "sv-SE",
  "uk-UA",
  "zh-CN",
] as const;

export type LocaleChoice = { tag: string; name: string };

/** True for a language, with a country or without, that the database takes (`users_locale_form`) and that exists. */
export function isLocale(tag: string): boolean {
  return /^[a-z]{2}(-[A-Z]{2})?$/.test(tag) && nameOf(tag) !== null;
}

/** What to choose from, each under the name it gives itself, with `present` among them. */
export function localeChoices(present: string): LocaleChoice[] {
  const choices = [...new Set([...OFFERED, present])].map((tag) => ({ tag, name: nameOf(tag) ?? tag }));
  return choices.sort((one, other) => one.name.localeCompare(other.name, "en"));
}

function nameOf(tag: string): string | null {
  const [language = tag, region] = tag.split("-");
  const of = (type: "language" | "region", code: string) =>
    new Intl.DisplayNames([tag, "en"], { type, fallback: "none" }).of(code);
  const name = of("language", language);
  const country = region && of("region", region);
  if (!name || (region && !country)) return null;
  const [first = "", ...rest] = name;
  const capital = first.toLocaleUpperCase(tag) + rest.join("");
  return country ? `${capital} (${country})` : capital;
}
