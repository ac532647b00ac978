import { createHash } from "node:crypto";
import { type JWTPayload, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { invalidJwt, invalidSignature } from "./errors.ts";

/** What an address is signed for: one object and one act, so that an address for the one never serves for the other. */
const downloadSchema = z.object({ scope: z.literal("download"), url: z.string(), exp: z.number() });
const uploadSchema = z.object({
  scope: z.literal("upload"),
  url: z.string(),
  owner: z.string().optional(),
  upsert: z.boolean(),
});

export type UploadGrant = z.infer<typeof uploadSchema>;

export type Signatures = {
  /** @param url `<bucket>/<name>` @param seconds for which it is good */
  signDownload(url: string, seconds: number): Promise<string>;
  signUpload(grant: Omit<UploadGrant, "scope">, seconds: number): Promise<string>;
  /** Until when it is good. @throws StorageError InvalidJWT or InvalidSignature */
  verifyDownload(token: string, url: string): Promise<Date>;
  /** @throws StorageError InvalidJWT or InvalidSignature */
  verifyUpload(token: string, url: string): Promise<UploadGrant>;
};

export function signatures(jwtSecret: string): Signatures {
  // A key of its own, as a hosted project has one: a signed address opens nothing as an access token.
  const key = createHash("sha256").update(`addresses signed by Storage\n${jwtSecret}`).digest();

  function sign(grant: JWTPayload, seconds: number): Promise<string> {
    return new SignJWT(grant)
      .setProtectedHeader({ alg: "HS256" })
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
      .sign(key);
  }

  async function payloadOf(token: string): Promise<JWTPayload> {
    try {
      return (await jwtVerify(token, key, { algorithms: ["HS256"] })).payload;
    } catch (error) {
      throw invalidJwt(error instanceof Error ? error.message : "Invalid JWT");
    }
  }

  return {
    signDownload: (url, seconds) => sign({ scope: "download", url }, seconds),
    signUpload: (grant, seconds) => sign({ scope: "upload", ...grant }, seconds),
    async verifyDownload(token, url) {
      const { data } = downloadSchema.safeParse(await payloadOf(token));
      if (!data) throw invalidSignature("Token is not scoped for download");
      if (data.url !== url) throw invalidSignature();
      return new Date(data.exp * 1000);
    },
    async verifyUpload(token, url) {
      const { data } = uploadSchema.safeParse(await payloadOf(token));
      if (!data) throw invalidSignature("Token is not scoped for upload");
      if (data.url !== url) throw invalidSignature();
      return data;
    },
  };
}
