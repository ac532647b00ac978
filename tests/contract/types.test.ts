import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { databaseUrl } from "../../supabase/local/database.ts";
import { generateTypes } from "../../supabase/local/generate-types.ts";
import { cloneDatabase } from "../support/database.ts";

const { port, name } = await cloneDatabase();

test("the types are those of the migrations; if not, run npm run db:types", async () => {
  const file = readFileSync("lib/supabase/database.types.ts", "utf8");
  expect(file).toBe(await generateTypes(databaseUrl("postgres", port, name)));
});
