import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { databaseUrl } from "../../supabase/local/database.ts";
import { generateTypes } from "../../supabase/local/generate-types.ts";
import { openDatabase } from "./support/database.ts";

const file = "lib/supabase/database.types.ts";

const { port, name } = await openDatabase();

test(`${file} says what the migrations say`, async () => {
  const written = readFileSync(join(import.meta.dirname, "../..", file), "utf8");
  const generated = await generateTypes(databaseUrl("postgres", port, name));
  expect(written, `${file} is stale: run npm run db:types`).toBe(generated);
});
