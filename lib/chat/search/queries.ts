import "server-only";
import { type Failure, failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import { excerptOf, type Piece } from "./excerpt";
import { type Hit, PAGE_SIZE, searchPageSchema } from "./schema";

export type Found = Omit<Hit, "content" | "words"> & { readonly excerpt: readonly Piece[] };
export type SearchPage = { readonly hits: readonly Found[]; readonly hasMore: boolean };

/** The newest messages that a query finds where the reader may read: with one team, or everywhere. */
export async function searchMessages(
  query: string,
  { teamId, before }: { teamId?: string; before?: string },
): Promise<{ ok: true; value: SearchPage } | Failure> {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("search_messages", {
    query,
    page_size: PAGE_SIZE,
    ...(teamId && { team: teamId }),
    ...(before && { before }),
  });
  if (error) return failureOf(error, status, "search_messages");
  if (data === null) return { ok: false, code: "not_found" };
  const page = searchPageSchema.safeParse(data);
  if (!page.success) {
    console.error("search_messages: an answer of another shape", page.error.issues);
    return { ok: false, code: "unavailable" };
  }
  const hits = page.data.messages.map(({ content, words, ...hit }) => ({
    ...hit,
    excerpt: excerptOf(content, words),
  }));
  return { ok: true, value: { hits, hasMore: page.data.has_more } };
}
