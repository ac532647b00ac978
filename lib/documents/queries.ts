import "server-only";
import { type Failure, failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import { supabaseForService } from "@/lib/supabase/service";
import { forBrowser } from "./addresses";
import { isShown } from "./kinds";
import { downloadName } from "./names";
import { BUCKET, type DocumentPage, documentListSchema } from "./schema";

type Answer<T> = { ok: true; value: T } | Failure;

/** The newest documents that the reader may see: of one team, and with a part of their name, where that is asked for. */
export async function listDocuments({
  team,
  search,
  rows,
  from,
}: {
  /** Its id. */
  team: string | null;
  search: string;
  rows: number;
  /** So many of the newest are passed over. */
  from: number;
}): Promise<Answer<DocumentPage>> {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("document_list", {
    search,
    page_size: rows,
    skip: from,
    ...(team && { team }),
  });
  if (error) return failureOf(error, status, "document_list");
  return { ok: true, value: documentListSchema.parse(data) };
}

/** In seconds: long enough to begin a download, and too short to be passed on. */
const ADDRESS_SECONDS = 60;
/** A picture is scrolled in and out of view: within so many seconds it is not fetched anew. */
export const PICTURE_SECONDS = 240;

/**
 * Where a document is downloaded from, as an attachment under its own name; or, if it is a picture and that is asked for,
 * where it is shown from. Unknown and out of reach look the same.
 * @param host of the request: Storage as the reader's browser reaches it
 */
export async function findDownload(
  id: string,
  host: string | null,
  inline = false,
): Promise<Answer<{ address: string; isShown: boolean }>> {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase
    .from("documents")
    .select("name, storage_path, mime_type")
    .eq("id", id)
    .maybeSingle();
  if (error) return failureOf(error, status, "documents");
  if (!data) return { ok: false, code: "not_found" };
  // The reader may see it, so the site signs for them: nobody has a right of their own to sign, and for how long.
  const files = supabaseForService().storage.from(BUCKET);
  const shows = inline && isShown(data.mime_type);
  const signed = await files.createSignedUrl(
    data.storage_path,
    ADDRESS_SECONDS + (shows ? PICTURE_SECONDS : 0),
  );
  if (signed.error) {
    console.error("findDownload:", signed.error);
    return { ok: false, code: "unavailable" };
  }
  // Not by the client's own option, which encodes a name twice.
  const address = forBrowser(signed.data.signedUrl, host);
  const name = encodeURIComponent(downloadName(data.name));
  return {
    ok: true,
    value: { address: shows ? address : `${address}&download=${name}`, isShown: shows },
  };
}
