import "server-only";
import { supabaseForService } from "@/lib/supabase/service";
import { BUCKET } from "./schema";

const BATCH = 100;

/**
 * Removes the files that belong to no document: of uploads that broke off or were refused, and of documents that were
 * deleted. In batches, each of which stands for itself: what is not done by `until` the next sweep finds.
 * @param until by the clock of `performance.now`
 * @throws when Supabase fails
 */
export async function sweepFiles(until: number): Promise<{ removed: number; isLevel: boolean }> {
  const service = supabaseForService();
  let removed = 0;
  while (performance.now() < until) {
    const { data: paths, error } = await service.rpc("files_to_clear", { batch: BATCH });
    if (error) throw new Error(`files_to_clear: ${error.message}`);
    if (paths.length === 0) return { removed, isLevel: true };
    const gone = await service.storage.from(BUCKET).remove(paths);
    if (gone.error) throw new Error(`The files could not be removed: ${gone.error.message}`);
    // Storage passes over what it does not find: were that everything, this would never end.
    if (gone.data.length === 0) throw new Error(`Storage removes none of ${paths.length} files`);
    removed += gone.data.length;
  }
  return { removed, isLevel: false };
}
