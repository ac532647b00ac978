import { z } from "zod";

/** Which Supabase the contract tests run against; without any of these, the embedded one of this machine. */
export const variables = [
  "SUPABASE_URL",
  "SUPABASE_DB_URL",
  "SUPABASE_PUBLISHABLE_KEY",
  "SUPABASE_SECRET_KEY",
] as const;

const schema = z.object({
  SUPABASE_URL: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/$/, "")),
  SUPABASE_DB_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  // A publishable key or the anon key of before, a secret key or service_role: they are only passed on.
  SUPABASE_PUBLISHABLE_KEY: z.string(),
  SUPABASE_SECRET_KEY: z.string(),
  SUPABASE_JWT_SECRET: z.string().optional(),
});

/** A Supabase with the project's migrations that somebody else started. */
export type Given = {
  url: string;
  dbUrl: string;
  publishableKey: string;
  secretKey: string;
  /** Where it is known, tests may sign tokens of their own: expired ones, or for a role that nobody has. */
  jwtSecret: string | undefined;
};

/** @throws with a sentence that says what is missing or wrong */
export function readGiven(env: Record<string, string | undefined> = process.env): Given | undefined {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value));
  const missing = variables.filter((name) => !set[name]);
  if (missing.length === variables.length) return undefined;
  if (missing.length > 0) {
    throw new Error(
      `${missing.join(" and ")} missing: set all of ${variables.join(", ")} to test that Supabase, or none for the embedded one.`,
    );
  }
  const parsed = schema.safeParse(set);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${issue?.path.join(".")} cannot be used: ${issue?.message}.`);
  }
  return {
    url: parsed.data.SUPABASE_URL,
    dbUrl: parsed.data.SUPABASE_DB_URL,
    publishableKey: parsed.data.SUPABASE_PUBLISHABLE_KEY,
    secretKey: parsed.data.SUPABASE_SECRET_KEY,
    jwtSecret: parsed.data.SUPABASE_JWT_SECRET,
  };
}
