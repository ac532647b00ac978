import { z } from "zod";
import { changesOf, type Edit } from "@/lib/http/edit";
import type { PageFields } from "./schema";

const fieldsSchema = z.object({ title: z.string(), slug: z.string(), body: z.string() });
const writingSchema = z.object({
  id: z.string(),
  revision: z.number().nullable(),
  before: fieldsSchema,
  after: fieldsSchema,
  ownSlug: z.boolean(),
});

/** What somebody is writing of a page. */
export type Writing = Edit<PageFields> & {
  id: string;
  /** The revision that they have seen; null while the page is not stored. */
  revision: number | null;
  /** Whether the address is theirs, and follows the title no more. */
  ownSlug: boolean;
};

/** The part of the browser's storage that is used here. */
export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/**
 * What was written and not saved, kept for as long as the tab lives: over a reload, and on other pages of the site.
 * @param place which page it is of, by its id: its address may become another's; or null for a new one
 */
export function createKeptWriting(shelf: Shelf, personId: string, place: string | null) {
  const key = `rinkside-page ${personId} ${place ?? "/new"}`;
  return {
    read(): Writing | null {
      try {
        const kept = writingSchema.safeParse(JSON.parse(shelf.getItem(key) ?? "null"));
        return kept.success ? kept.data : null;
      } catch {
        // Not what was kept here: as if nothing had been.
        return null;
      }
    },
    write(writing: Writing) {
      try {
        if (changesOf(writing).length > 0) shelf.setItem(key, JSON.stringify(writing));
        else shelf.removeItem(key);
      } catch (error) {
        console.warn("What is typed could not be kept", error);
      }
    },
  };
}
