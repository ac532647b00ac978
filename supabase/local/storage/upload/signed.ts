import type { Handler } from "../call.ts";
import { ownership } from "../database.ts";
import { invalidRequest } from "../errors.ts";
import { assertMayPlace, assertValidPlace, findBucket } from "../objects/place.ts";
import { keep } from "./upload.ts";

/** storage-api's. In seconds. */
const signedFor = 2 * 60 * 60;

/** An address that takes one upload from whoever has it, with the rights of who asked for it. */
export const signUpload: Handler = async (call) => {
  const { bucket, name, caller, signatures } = call;
  const upsert = call.request.headers["x-upsert"] === "true";
  assertValidPlace(bucket, name);
  await findBucket(call, bucket);
  await assertMayPlace(call, { bucket, name, upsert });
  const url = `${bucket}/${name}`;
  const owner = ownership(caller).owner_id ?? undefined;
  const token = await signatures.signUpload({ url, owner, upsert }, signedFor);
  return { url: `/object/upload/sign/${url}?token=${token}`, token };
};

export const uploadToSigned: Handler = async (call) => {
  const { bucket, name, query, signatures } = call;
  const token = query.get("token");
  if (token === null) throw invalidRequest("querystring must have required property 'token'");
  const { owner, upsert } = await signatures.verifyUpload(token, `${bucket}/${name}`);
  // Nothing but the name makes it serve once: without upsert, the second finds the first one's object there.
  await keep(call, { upsert, ...ownership({ ...call.caller, claims: { sub: owner } }) });
  return { Key: `${bucket}/${name}` };
};
