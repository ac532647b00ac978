"use server";
import { refresh } from "next/cache";
import { z } from "zod";
import { supabaseForReader } from "@/lib/supabase/server";
import { type DocumentRefusal, refusalOf } from "./refusal";
import { removeFile } from "./uploading";

/** Takes a document away for everybody. A second time changes nothing. */
export async function deleteDocument(id: string): Promise<{ ok: true } | DocumentRefusal> {
  if (!z.uuid().safeParse(id).success) return { ok: false, code: "invalid" };
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("delete_document", { document_id: id });
  if (error) return refusalOf(error, status, "deleteDocument");
  // What came with a message is kept for the audit.
  if (data) await removeFile(data);
  refresh();
  return { ok: true };
}
