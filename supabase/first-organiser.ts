/**
 * Makes the first organiser of a project, who then invites everybody else:
 *
 *   npm run first-organiser -- name@example.org "First Last"
 *
 * It reads NEXT_PUBLIC_SUPABASE_URL and SUPABASE_SECRET_KEY from the environment or from .env.local, as the site does, and
 * changes nothing while there is an organiser.
 */
import { randomBytes } from "node:crypto";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import type { Database } from "../lib/supabase/database.types.ts";

/** Why there is no first organiser now: a sentence for whoever called. */
class Refusal extends Error {}

const usage = 'Say whom: npm run first-organiser -- name@example.org "First Last"';
const personSchema = z.tuple([z.email().max(254), z.string().trim().min(1).max(80)], usage);
const environmentSchema = z.object({
  NEXT_PUBLIC_SUPABASE_URL: z.url(),
  SUPABASE_SECRET_KEY: z.string().min(1),
});

function readPerson(argv: string[]) {
  const parsed = personSchema.safeParse(argv);
  if (!parsed.success) throw new Refusal(usage);
  const [email, fullName] = parsed.data;
  return { email, fullName };
}

function connect(): SupabaseClient<Database> {
  const parsed = environmentSchema.safeParse(process.env);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path.join(".")).join(" and ");
    throw new Refusal(`Set ${names}, as for the site (see "On a hosted Supabase" in the README).`);
  }
  return createClient<Database>(parsed.data.NEXT_PUBLIC_SUPABASE_URL, parsed.data.SUPABASE_SECRET_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
}

/** Before anything is made: an account that nobody needs would be left behind. */
async function refuseIfThereIsOne(supabase: SupabaseClient<Database>): Promise<void> {
  const { count, error } = await supabase
    .from("users")
    .select("id", { count: "exact" })
    .eq("role", "admin")
    .is("deactivated_at", null)
    .limit(1);
  if (error) throw new Refusal(`The people could not be read: ${error.message}`);
  if (count) throw new Refusal("There is an organiser already: let them invite you.");
}

/**
 * Makes an account whose address counts as confirmed: who holds the project's secret key answers for it.
 * @returns its password, or null where there is an account with this address, which keeps its own
 */
async function openAccount(supabase: SupabaseClient<Database>, email: string): Promise<string | null> {
  const password = randomBytes(12).toString("base64url");
  const { error } = await supabase.auth.admin.createUser({ email, password, email_confirm: true });
  if (!error) return password;
  if (error.code === "email_exists") return null;
  throw new Refusal(`The account could not be made: ${error.message}`);
}

async function makeOrganiser(supabase: SupabaseClient<Database>, email: string, fullName: string) {
  const { error } = await supabase.rpc("make_first_organiser", { email, full_name: fullName });
  if (error?.details === "account")
    throw new Refusal(`The address of the account ${email} is not confirmed: confirm it, and try again.`);
  if (error) throw new Refusal(`Nobody was made an organiser: ${error.message}`);
}

try {
  const { email, fullName } = readPerson(process.argv.slice(2));
  const supabase = connect();
  await refuseIfThereIsOne(supabase);
  const password = await openAccount(supabase, email);
  await makeOrganiser(supabase, email, fullName);
  console.log(
    password
      ? `${fullName} is the first organiser. Sign in as ${email} with the password ${password}, and change it in the settings.`
      : `${fullName} is the first organiser. Sign in as ${email} with the password that this account has.`,
  );
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
