"use server";
import { refresh } from "next/cache";
import { type Stored as StoredFields, writeEdit } from "@/lib/http/edit";
import { failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import { misspelt, type PageFailure, type PageRefusal, refusalOf } from "./refusal";
import {
  type NewPage,
  newPageSchema,
  type PageEdit,
  type PageFields,
  pageEditSchema,
  type SeenPage,
  seenPageSchema,
} from "./schema";

/** A page as it is stored now. */
export type Stored = StoredFields<PageFields>;

/** Begins a draft. A second time with the same id it is the same page, with what was written since. */
export async function createPage(input: NewPage): Promise<Stored | PageRefusal> {
  const parsed = newPageSchema.safeParse(input);
  if (!parsed.success) return misspelt(parsed.error);
  const { id, fields } = parsed.data;
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("create_page", {
    page_id: id,
    new_slug: fields.slug,
    new_title: fields.title,
    new_body: fields.body,
  });
  if (error) return refusalOf(error, status, "create_page");
  return stored(data);
}

/**
 * Changes what an edit changes of a page. What somebody else has changed meanwhile stays, and where it is the same field
 * nothing is written.
 */
export async function editPage(input: PageEdit): Promise<Stored | PageRefusal> {
  const parsed = pageEditSchema.safeParse(input);
  if (!parsed.success) return misspelt(parsed.error);
  const { id, ...begun } = parsed.data;
  const supabase = await supabaseForReader();
  return writeEdit<PageFields, Stored, PageFailure>(begun, {
    async write({ after }, revision) {
      const { data, error, status } = await supabase.rpc("edit_page", {
        page_id: id,
        seen_revision: revision,
        new_slug: after.slug,
        new_title: after.title,
        new_body: after.body,
      });
      return error ? refusalOf(error, status, "edit_page") : stored(data);
    },
    read: () => readFields(id),
  });
}

/** Shows a page to everybody, as its publisher has seen it. */
export async function publishPage(input: SeenPage): Promise<{ ok: true } | PageFailure> {
  const parsed = seenPageSchema.safeParse(input);
  if (!parsed.success) return { ok: false, code: "invalid" };
  const { id, revision } = parsed.data;
  const supabase = await supabaseForReader();
  const { error, status } = await supabase.rpc("publish_page", { page_id: id, seen_revision: revision });
  if (error) return refusalOf(error, status, "publish_page");
  refresh();
  return { ok: true };
}

/** Makes a draft of a page again. */
export async function takeBackPage(input: SeenPage): Promise<{ ok: true } | PageFailure> {
  const parsed = seenPageSchema.safeParse(input);
  if (!parsed.success) return { ok: false, code: "invalid" };
  const supabase = await supabaseForReader();
  const { error, status } = await supabase.rpc("take_back_page", { page_id: parsed.data.id });
  if (error) return refusalOf(error, status, "take_back_page");
  refresh();
  return { ok: true };
}

/** Deletes a draft that never was published, as its reader has seen it. */
export async function deletePage(input: SeenPage): Promise<{ ok: true } | PageFailure> {
  const parsed = seenPageSchema.safeParse(input);
  if (!parsed.success) return { ok: false, code: "invalid" };
  const { id, revision } = parsed.data;
  const supabase = await supabaseForReader();
  const { error, status } = await supabase.rpc("delete_page", { page_id: id, seen_revision: revision });
  // Somebody else was quicker: it is gone, as was asked.
  if (error && status !== 404) return refusalOf(error, status, "delete_page");
  return { ok: true };
}

async function readFields(id: string): Promise<Stored | PageFailure> {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase
    .from("pages")
    .select("slug, title, body, revision")
    .eq("id", id)
    .maybeSingle();
  if (error) return { ok: false, code: failureOf(error, status, "pages").code };
  return data ? stored(data) : { ok: false, code: "not_found" };
}

function stored({ revision, slug, title, body }: PageFields & { revision: number }): Stored {
  return { ok: true, revision, fields: { title, slug, body } };
}
