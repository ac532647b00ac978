import "server-only";
import { randomUUID } from "node:crypto";
import { currentPerson } from "@/lib/people/queries";
import { supabaseForReader } from "@/lib/supabase/server";
import { supabaseForService } from "@/lib/supabase/service";
import { forBrowser } from "./addresses";
import { isOfKind } from "./content";
import { isShown, type Kind, kindOf } from "./kinds";
import { type Sides, sidesOf } from "./pictures";
import { type DocumentRefusal, refusalOf } from "./refusal";
import {
  BUCKET,
  type Confirmation,
  confirmationSchema,
  type Offer,
  type Offered,
  offerSchema,
  pathOf,
  refusalOfFile,
} from "./schema";

/**
 * Gives an address that takes one file, with the rights of who asks for it, and once. Nothing is stored yet. Of a try that
 * was cut off the id may come again: what has arrived then is found and not sent twice.
 * @param host of the request: Storage as the reader's browser reaches it
 */
export async function offerUpload(
  input: Offer,
  host: string | null,
): Promise<{ ok: true; value: Offered } | DocumentRefusal> {
  const parsed = offerSchema.safeParse(input);
  if (!parsed.success) return { ok: false, code: "invalid" };
  const { team, name, size } = parsed.data;
  const kind = kindOf(name);
  const refused = refusalOfFile({ name, size });
  if (refused || !kind) return { ok: false, code: refused ?? "kind" };
  const [supabase, person] = await Promise.all([supabaseForReader(), currentPerson()]);
  if (!person) return { ok: false, code: "signed_out" };
  const id = parsed.data.id ?? randomUUID();
  const offered = { id, mimeType: kind.mimeType };
  const { data, error } = await supabase.storage.from(BUCKET).createSignedUploadUrl(pathOf(team, id));
  if (data) return { ok: true, value: { ...offered, url: forBrowser(data.signedUrl, host) } };
  const status = "statusCode" in error ? String(error.statusCode) : "";
  if (status === "409") return { ok: true, value: { ...offered, url: null } };
  if (status === "403") return { ok: false, code: await whyClosed(team, person.id) };
  console.error("offerUpload:", error);
  return { ok: false, code: "unavailable" };
}

/** To the policy an archived team, somebody else's, and too much that was left lying are the same. */
async function whyClosed(
  team: string,
  uploader: string,
): Promise<"team_archived" | "too_many" | "gone" | "forbidden" | "unavailable"> {
  const supabase = await supabaseForReader();
  const { data } = await supabase.from("teams").select("archived_at").eq("id", team).maybeSingle();
  if (!data) return "forbidden";
  if (data.archived_at) return "team_archived";
  const { data: hasRoom, error } = await supabaseForService().rpc("has_upload_room", { uploader });
  if (error) {
    console.error("has_upload_room:", error);
    return "unavailable";
  }
  return hasRoom ? "gone" : "too_many";
}

/**
 * Makes a document of what was uploaded, once its content has been looked at: what is not what it says is removed. A second
 * time changes nothing.
 */
export async function confirmUpload(input: Confirmation): Promise<{ ok: true } | DocumentRefusal> {
  const parsed = confirmationSchema.safeParse(input);
  if (!parsed.success) return { ok: false, code: "invalid" };
  const { id, team, task, name, forMessage } = parsed.data;
  const kind = kindOf(name);
  if (!kind) return { ok: false, code: "kind" };
  // The rest is done with the site's own rights, in the name of this person.
  const supabase = await supabaseForReader();
  const [person, known] = await Promise.all([
    currentPerson(),
    supabase.from("documents").select("id").eq("id", id).eq("team_id", team).maybeSingle(),
  ]);
  if (!person) return { ok: false, code: "signed_out" };
  if (known.error) return refusalOf(known.error, known.status, "confirmUpload");
  if (known.data) return { ok: true };

  const service = supabaseForService();
  const upload = { document_id: id, team, uploader: person.id };
  const size = await service.rpc("find_upload", upload);
  if (size.error) return refusalOf(size.error, size.status, "find_upload");
  if (size.data === null) return { ok: false, code: "gone" };
  const refused = refusalOfFile({ name, size: size.data });
  if (refused) return condemn(team, id, refused);
  const { data: content, error } = await service.storage.from(BUCKET).download(pathOf(team, id)).asStream();
  if (error) {
    console.error("confirmUpload:", error);
    return { ok: false, code: "unavailable" };
  }
  const found = await lookInto(kind, content);
  if (!found.isOfKind) return condemn(team, id, "lie");

  const confirmed = await service.rpc("confirm_document", {
    ...upload,
    name,
    mime_type: kind.mimeType,
    ...(task && { task }),
    ...found.sides,
    for_message: forMessage,
  });
  return confirmed.error ? refusalOf(confirmed.error, confirmed.status, "confirm_document") : { ok: true };
}

async function lookInto(
  kind: Kind,
  content: ReadableStream<Uint8Array>,
): Promise<{ isOfKind: boolean; sides: Sides | null }> {
  if (!isShown(kind.mimeType)) return { isOfKind: await isOfKind(kind, content), sides: null };
  const [one, other] = content.tee();
  const [isOne, sides] = await Promise.all([isOfKind(kind, one), sidesOf(other)]);
  return { isOfKind: isOne, sides };
}

/** Removes what cannot become a document. Where the file stays behind, the sweep finds it. */
async function condemn(team: string, id: string, code: DocumentRefusal["code"]): Promise<DocumentRefusal> {
  const service = supabaseForService();
  const { data: isCondemned, error, status } = await service.rpc("condemn_upload", { document_id: id, team });
  if (error) return refusalOf(error, status, "condemn_upload");
  if (isCondemned) await removeFile(pathOf(team, id));
  return { ok: false, code };
}

/** Takes a file away for which there is no document any more. Where that fails, the sweep will do it. */
export async function removeFile(path: string): Promise<void> {
  const { error } = await supabaseForService().storage.from(BUCKET).remove([path]);
  if (error) console.error(`The file ${path} could not be removed yet:`, error);
}
