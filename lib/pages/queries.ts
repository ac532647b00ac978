import "server-only";
import { cache } from "react";
import { type Failure, failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import { type ListedPage, listedPageSchema, type Page, pageSchema } from "./schema";

/** The pages that the reader may read, the last changed first: organisers' with their drafts. */
export async function listPages(): Promise<{ ok: true; value: ListedPage[] } | Failure> {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("page_list");
  if (error) return failureOf(error, status, "page_list");
  return { ok: true, value: listedPageSchema.array().parse(data) };
}

/** A page by its address, once for each request. A draft is not found by a team, as what does not exist. */
export const readPage = cache(async (slug: string): Promise<{ ok: true; value: Page } | Failure> => {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("read_page", { address: slug });
  if (error) return failureOf(error, status, "read_page");
  return data === null ? { ok: false, code: "not_found" } : { ok: true, value: pageSchema.parse(data) };
});
