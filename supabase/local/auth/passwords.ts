import type { Config } from "../config.ts";
import { AuthRefusal, invalid } from "./answer.ts";

/** @throws AuthRefusal when a password is too short, or longer than bcrypt reads */
export function requireStrength(password: string, { minimum_password_length: least }: Config["auth"]): void {
  requireReadable(password);
  if (password.length >= least) return;
  throw new AuthRefusal(422, "weak_password", `Password should be at least ${least} characters.`, {
    weak_password: { reasons: ["length"] },
  });
}

export function requireReadable(password: string): void {
  if (Buffer.byteLength(password) > 72) throw invalid("bcrypt: password length exceeds 72 bytes");
}
