import { type TokenRefusal, verifyToken } from "./token.ts";

export type ApiKeys = { publishable: string; secret: string };

/** Who speaks: the role and claims that Postgres sees, and when (ms) they end. */
export type Identity = { role: string; claims: Record<string, unknown>; expiresAt: number };

export type Identified = { identity: Identity } | { refusal: TokenRefusal };

export type Authenticator = {
  /** From the `apikey` of a connection: one of the project's two keys, or a token. */
  fromApiKey(key: string, now: number): Promise<Identified>;
  /** From the access token of a join or a refresh; `null` where it is none and the connection's own is used. */
  fromAccessToken(token: unknown, now: number): Promise<Identified> | null;
};

export function authenticator(jwtSecret: string, apiKeys: ApiKeys): Authenticator {
  const secret = new TextEncoder().encode(jwtSecret);
  const keyRoles = new Map([
    [apiKeys.publishable, "anon"],
    [apiKeys.secret, "service_role"],
  ]);

  async function fromToken(token: string, now: number): Promise<Identified> {
    const verified = await verifyToken(token, secret, now);
    if ("refusal" in verified) return verified;
    const { claims } = verified;
    return { identity: { role: claims.role, claims, expiresAt: claims.exp * 1000 } };
  }

  return {
    async fromApiKey(key, now) {
      const role = keyRoles.get(key);
      if (!role) return fromToken(key, now);
      return { identity: { role, claims: { role }, expiresAt: Number.POSITIVE_INFINITY } };
    },
    fromAccessToken(token, now) {
      // supabase-js sends its key as the access token of someone who is not signed in.
      if (typeof token !== "string" || token.startsWith("sb_")) return null;
      return fromToken(token, now);
    },
  };
}
