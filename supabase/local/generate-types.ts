import { generateTypescript, sortGeneratorMetadata } from "@supabase/postgrest-typegen/generation";
import { introspect } from "@supabase/postgrest-typegen/introspection";
import postgres from "postgres";

/** The types of the schema `public`, as `supabase gen types typescript` writes them: by the engine behind it. */
export async function generateTypes(dbUrl: string): Promise<string> {
  const sql = postgres(dbUrl, { max: 1 });
  try {
    const metadata = await introspect(
      { query: async (text) => ({ rows: await sql.unsafe(text) }) },
      { includedSchemas: ["public"] },
    );
    return await generateTypescript(sortGeneratorMetadata(metadata), {
      postgrestVersion: "14",
      detectOneToOneRelationships: true,
    });
  } finally {
    await sql.end();
  }
}
