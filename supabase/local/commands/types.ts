import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateTypes } from "../generate-types.ts";
import { root } from "../settings.ts";
import { withThrowawayStack } from "../throwaway.ts";

const file = "lib/supabase/database.types.ts";

/** Writes the types of what the migrations say now, whatever a running database holds. */
export async function writeTypes(): Promise<number> {
  const types = await withThrowawayStack({ seed: false }, ({ dbUrl }) => generateTypes(dbUrl));
  writeFileSync(join(root, file), types);
  console.log(`Wrote ${file}.`);
  return 0;
}
