import "server-only";
import { z } from "zod";

/** By which push services know who sends (VAPID, RFC 8292): the two halves of one key, and how its owner is reached. */
export type PushKeys = { publicKey: string; privateKey: string; subject: string };

const keysSchema = z.object({
  VAPID_PUBLIC_KEY: z.string().regex(/^[A-Za-z0-9_-]{87}$/),
  VAPID_PRIVATE_KEY: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  VAPID_SUBJECT: z.string().regex(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/),
});
const NAMES = Object.keys(keysSchema.shape);

/**
 * Null where none of the variables is set: then nothing is pushed, and the settings say so.
 * @throws with a sentence where some are missing, or are no keys
 */
export function pushKeys(env: NodeJS.ProcessEnv = process.env): PushKeys | null {
  if (NAMES.every((name) => !env[name])) return null;
  const parsed = keysSchema.safeParse(env);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
    throw new Error(
      `Rinkside cannot start: set ${names} as "npx web-push generate-vapid-keys" prints them, the subject as "mailto:…" or "https://…", or leave all three out.`,
    );
  }
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: subject } = parsed.data;
  return { publicKey, privateKey, subject };
}
