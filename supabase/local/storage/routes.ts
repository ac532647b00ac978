import { createBucket, deleteBucket, emptyBucket, getBucket, listBuckets, updateBucket } from "./buckets.ts";
import type { Handler } from "./call.ts";
import type { Access } from "./caller.ts";
import { list } from "./objects/list.ts";
import { copy, move } from "./objects/move-and-copy.ts";
import { download, downloadPublic, downloadSigned, info, infoPublic } from "./objects/read.ts";
import { removeMany, removeOne } from "./objects/remove.ts";
import { signMany, signOne } from "./objects/sign.ts";
import { signUpload, uploadToSigned } from "./upload/signed.ts";
import { update, upload } from "./upload/upload.ts";

export type Route = { methods: string[]; path: RegExp; access: Access; operation: string; handle: Handler };

/** The first that fits is taken, so what is particular stands before what is general. Operations as storage-api's. */
const routes: Route[] = [
  route("POST bucket", "token", "bucket.create", createBucket),
  route("GET bucket", "token", "bucket.list", listBuckets),
  route("GET bucket/:bucket", "token", "bucket.get", getBucket),
  route("PUT bucket/:bucket", "token", "bucket.update", updateBucket),
  route("DELETE bucket/:bucket", "token", "bucket.delete", deleteBucket),
  route("POST bucket/:bucket/empty", "token", "bucket.empty", emptyBucket),

  route("POST object/list/:bucket", "token", "object.list", list),
  route("POST object/move", "token", "object.move", move),
  route("POST object/copy", "token", "object.copy", copy),
  route("POST object/sign/:bucket", "token", "object.sign_many", signMany),
  route("POST object/sign/:bucket/:name", "token", "object.sign", signOne),
  route("GET,HEAD object/sign/:bucket/:name", "open", "object.get_signed", downloadSigned),
  route("POST object/upload/sign/:bucket/:name", "token", "object.sign_upload_url", signUpload),
  route("PUT object/upload/sign/:bucket/:name", "open", "object.upload_signed", uploadToSigned),
  route("GET object/info/public/:bucket/:name", "open", "object.info_public", infoPublic),
  route("GET object/info/authenticated/:bucket/:name", "token", "object.get_authenticated_info", info),
  route("GET object/info/:bucket/:name", "tolerant", "object.get_authenticated_info", info),
  route("GET object/public/:bucket/:name", "open", "object.get_public", downloadPublic),
  route("HEAD object/public/:bucket/:name", "open", "object.info_public", downloadPublic),
  route("GET object/authenticated/:bucket/:name", "token", "object.get_authenticated", download),
  route("HEAD object/authenticated/:bucket/:name", "token", "object.head_authenticated_info", download),
  route("GET object/:bucket/:name", "tolerant", "object.get_authenticated", download),
  route("HEAD object/:bucket/:name", "tolerant", "object.head_authenticated_info", download),
  route("POST object/:bucket/:name", "token", "object.upload", upload),
  route("PUT object/:bucket/:name", "token", "object.upload_update", update),
  route("DELETE object/:bucket/:name", "token", "object.delete", removeOne),
  route("DELETE object/:bucket", "token", "object.delete_many", removeMany),
];

/** storage-api lists by it, too. Here it would be an upload into a bucket of that name. */
const absent = /^object\/list-v2\//;

/** @param path below /storage/v1/, still encoded */
export function findRoute(
  method: string,
  path: string,
): { route: Route; bucket: string; name: string } | null {
  if (absent.test(path)) return null;
  for (const candidate of routes) {
    const match = candidate.methods.includes(method) ? candidate.path.exec(path) : null;
    if (match)
      return { route: candidate, bucket: match.groups?.bucket ?? "", name: match.groups?.name ?? "" };
  }
  return null;
}

function route(at: string, access: Access, operation: string, handle: Handler): Route {
  const [methods = "", path = ""] = at.split(" ");
  const pattern = path.replace(":bucket", "(?<bucket>[^/]+)").replace(":name", "(?<name>.+)");
  return {
    methods: methods.split(","),
    path: new RegExp(`^${pattern}/?$`),
    access,
    operation: `storage.${operation}`,
    handle,
  };
}
