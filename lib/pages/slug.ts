import { fold } from "@/lib/i18n/fold";
import { SLUG_MAX_LENGTH } from "./schema";

/** An address for a page of this title: "Zürich: Übersicht" is "zurich-ubersicht". Empty where nothing of it can be one. */
export function slugOf(title: string): string {
  const words = fold(title)
    .replace(/['’]/g, "")
    .replace(/[^a-z0-9]+/g, "-");
  const slug = words.replace(/^-+/, "").slice(0, SLUG_MAX_LENGTH).replace(/-+$/, "");
  return slug === "new" ? "new-page" : slug;
}
