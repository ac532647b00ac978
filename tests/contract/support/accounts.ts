import { randomUUID } from "node:crypto";
import { createClient } from "@supabase/supabase-js";
import { domain } from "./people.ts";
import type { Supabase } from "./supabase.ts";

/** An address that nobody has had. */
export const newAddress = () => `${randomUUID()}@${domain}`;

/** Auth as the secret key has it. */
export const serviceAuth = ({ url, secretKey }: Supabase) =>
  createClient(url, secretKey, { auth: { persistSession: false, autoRefreshToken: false } }).auth;

/** The token that Auth has mailed to somebody, read where it keeps it: a mail is not read everywhere. */
export async function storedToken(
  { owner }: Supabase,
  email: string,
  column: "confirmation_token" | "recovery_token",
): Promise<string> {
  const [row] = await owner`select ${owner(column)} as token from auth.users where email = ${email}`;
  return String(row?.token ?? "");
}
