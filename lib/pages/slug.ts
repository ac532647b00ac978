import { SLUG_MAX_LENGTH } from "./schema";

/** Letters that are no other letter with an accent. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

/** An address for a page of this title: "Zürich: Übersicht" is "zurich-ubersicht". Empty where nothing of it can be one. */
export function slugOf(title: string): string {
  const words = title
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter] ?? "")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/['’]/g, "")
    .replace(/[^a-z0-9]+/g, "-");
  const slug = words.replace(/^-+/, "").slice(0, SLUG_MAX_LENGTH).replace(/-+$/, "");
  return slug === "new" ? "new-page" : slug;
}
