import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Sql } from "postgres";
import { kindOf } from "../../lib/documents/kinds.ts";
import { runOnce } from "./seed.ts";
import { openFiles } from "./storage/files.ts";

const folder = "demo";

/**
 * Puts the files of `supabase/demo/` into Storage, in a database that has not had them, and has `documents.sql` there tell
 * whose they are. A second start finds that noted. @param owner connected as `postgres`
 */
export async function seedDocumentsOnce(owner: Sql, supabaseDir: string, storageDir: string): Promise<void> {
  await runOnce(owner, supabaseDir, join(folder, "documents.sql"), async (transaction) => {
    await transaction`
      create temporary table demo_files (
        file text primary key, version text, size_bytes integer, mime_type text, e_tag text) on commit drop`;
    const dir = join(supabaseDir, folder);
    const storage = await openFiles(storageDir);
    for (const file of await readdir(dir)) {
      // As the site would store it.
      const mimeType = kindOf(file)?.mimeType;
      if (!mimeType) continue;
      // First the file, then the row: what is cut off here Storage sweeps away when it starts.
      const { version, size, eTag } = await storage.receive(
        createReadStream(join(dir, file)),
        Number.POSITIVE_INFINITY,
      );
      await transaction`insert into demo_files values (${file}, ${version}, ${size}, ${mimeType}, ${eTag})`;
    }
  });
}
