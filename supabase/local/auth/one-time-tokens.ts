import { createHash, randomInt } from "node:crypto";
import type { Config } from "../config.ts";
import { AuthRefusal } from "./answer.ts";
import { parseDuration } from "./durations.ts";

/** What a mail carries: a code to type, and the hash of the address and the code, which is stored and stands in links. */
export type OneTimeToken = { token: string; tokenHash: string };

/** @param codeChallenge given by a client of the PKCE flow, whose tokens GoTrue marks */
export function createToken(email: string, settings: Config["auth"], codeChallenge?: string): OneTimeToken {
  const token = String(randomInt(10 ** settings.email.otp_length)).padStart(settings.email.otp_length, "0");
  return { token, tokenHash: `${codeChallenge ? "pkce_" : ""}${hashToken(email, token)}` };
}

/** GoTrue takes SHA-224. This is what lite takes, which mails some codes itself. */
export function hashToken(email: string, token: string): string {
  return createHash("sha256")
    .update(email.toLowerCase() + token)
    .digest("hex");
}

/** @throws AuthRefusal when a mail to this account was sent too short a time ago */
export function requirePause(sentAt: string | null, settings: Config["auth"]): void {
  const left =
    sentAt === null ? 0 : Date.parse(sentAt) + parseDuration(settings.email.max_frequency) - Date.now();
  if (left <= 0) return;
  throw new AuthRefusal(
    429,
    "over_email_send_rate_limit",
    `For security purposes, you can only request this after ${Math.floor(left / 1000)} seconds.`,
  );
}

export function isExpired(sentAt: string | null, settings: Config["auth"]): boolean {
  return sentAt === null || Date.now() > Date.parse(sentAt) + settings.email.otp_expiry * 1000;
}
