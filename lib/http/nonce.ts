import "server-only";
import { headers } from "next/headers";

/** The nonce with which an inline script of this request's page may run. */
export async function readNonce(): Promise<string | undefined> {
  const policy = (await headers()).get("Content-Security-Policy");
  return policy?.match(/'nonce-([^']+)'/)?.[1];
}
