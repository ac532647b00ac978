import type { IncomingMessage } from "node:http";
import { type JWTPayload, jwtVerify } from "jose";
import { accessDenied, invalidRequest } from "./errors.ts";

/** Whose rights a request has. */
export type Caller = { role: string; claims: JWTPayload; isAuthenticated: boolean };

/** How much a route asks for: a valid token, none that is invalid being let through, or nothing at all. */
export type Access = "token" | "tolerant" | "open";

export type Identify = (request: IncomingMessage, query: URLSearchParams, access: Access) => Promise<Caller>;

/** Storage's own rights, past every policy: for what was permitted before, or by a signature. */
export const storageItself = ofRole("service_role");

const stranger: Caller = { ...ofRole("anon"), isAuthenticated: false };

/**
 * As the gateway of a hosted project: an API key stands for its role where no person's token comes with it,
 * and a missing one is no refusal yet, for public and signed addresses need none.
 */
export function identifier(jwtSecret: string, keys: { publishable: string; secret: string }): Identify {
  const secret = new TextEncoder().encode(jwtSecret);
  const keyRoles = new Map([
    [keys.publishable, "anon"],
    [keys.secret, "service_role"],
  ]);

  async function identify(request: IncomingMessage, query: URLSearchParams): Promise<Caller> {
    const bearer = request.headers.authorization?.replace(/^Bearer\s+/i, "") ?? "";
    const apiKey = request.headers.apikey ?? query.get("apikey") ?? "";
    const keyRole = keyRoles.get(String(apiKey));
    if (keyRole && (bearer === "" || bearer === apiKey)) return ofRole(keyRole);
    if (bearer === "") throw invalidRequest("headers must have required property 'authorization'");
    try {
      const { payload } = await jwtVerify(bearer, secret, { algorithms: ["HS256"] });
      const role = typeof payload.role === "string" ? payload.role : "anon";
      return { role, claims: payload, isAuthenticated: true };
    } catch (error) {
      throw accessDenied(error instanceof Error ? error.message : "Invalid JWT");
    }
  }

  return async (request, query, access) => {
    if (access === "open") return stranger;
    if (access === "token") return identify(request, query);
    return identify(request, query).catch(() => stranger);
  };
}

function ofRole(role: string): Caller {
  return { role, claims: { role }, isAuthenticated: true };
}
