import { supabaseAddress, supabaseSecretKey } from "./environment";

/** Ends the process where something is missing, and says what: Next would go on, and answer every request with an error. */
export function requireEnvironment(): void {
  try {
    supabaseAddress();
    supabaseSecretKey();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
