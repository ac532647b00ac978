import { z } from "zod";
import { isLegible } from "@/lib/i18n/legible";
import { isTooNested } from "./nesting";

/** As Postgres has them (pages_slug_form, pages_slug_is_free, pages_title_length, pages_body_length, pages_body_nesting). */
export const SLUG_MAX_LENGTH = 80;
export const TITLE_MAX_LENGTH = 200;
export const BODY_MAX_LENGTH = 100_000;

/** In characters as Postgres counts them: an emoji is one here and two in `length`. */
const isAtMost = (max: number) => (text: string) => text.length <= max || [...text].length <= max;

/** A page's address. `/pages/new` is where one is begun. */
export const slugSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9-]{1,80}$/)
  .refine((slug) => slug !== "new");

export const titleSchema = z
  .string()
  .trim()
  .refine((title) => isAtMost(TITLE_MAX_LENGTH)(title) && isLegible(title));

/** Postgres keeps no NUL. */
export const bodySchema = z
  .string()
  .refine((body) => isAtMost(BODY_MAX_LENGTH)(body) && !body.includes("\0") && !isTooNested(body));

/** What is written of a page. */
export const pageFieldsSchema = z.object({ title: titleSchema, slug: slugSchema, body: bodySchema });
export type PageFields = z.infer<typeof pageFieldsSchema>;

/** The id is made before the page is: of two tries one page comes. */
export const newPageSchema = z.object({ id: z.uuid(), fields: pageFieldsSchema });
export type NewPage = z.infer<typeof newPageSchema>;

export const revisionSchema = z.int().min(1).max(2_147_483_647);

/** What the form began with is compared as it was, not judged again. */
export const pageEditSchema = z.object({
  id: z.uuid(),
  revision: revisionSchema,
  before: z.object({ title: z.string(), slug: z.string(), body: z.string() }),
  after: pageFieldsSchema,
});
export type PageEdit = z.infer<typeof pageEditSchema>;

/** A page, and the revision of it that somebody has seen. */
export const seenPageSchema = z.object({ id: z.uuid(), revision: revisionSchema });
export type SeenPage = z.infer<typeof seenPageSchema>;

/** A page as the list has it. */
export const listedPageSchema = z
  .object({
    id: z.string(),
    slug: z.string(),
    title: z.string(),
    status: z.enum(["draft", "published"]),
    revision: z.number(),
    was_published: z.boolean(),
    changed_at: z.string(),
    changed_by_name: z.string().nullable(),
    news: z.enum(["new", "changed"]).nullable(),
  })
  .transform(({ was_published, changed_at, changed_by_name, ...page }) => ({
    ...page,
    wasPublished: was_published,
    changedAt: changed_at,
    /** Null where the reader may not know who it was. */
    changedByName: changed_by_name,
  }));
export type ListedPage = z.infer<typeof listedPageSchema>;

/** A page with its text, in Markdown. */
export const pageSchema = z
  .looseObject({ body: z.string() })
  .transform((page) => ({ ...listedPageSchema.parse(page), body: page.body }));
export type Page = z.infer<typeof pageSchema>;
