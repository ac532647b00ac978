import { maintainPartitions } from "../../../supabase/local/realtime/partitions/partitions.ts";
import { cloneDatabase, type TestDatabase } from "../../support/database.ts";

/** A database of this file's own, in which what is said live is kept, as on a running project. */
export async function openDatabase(): Promise<TestDatabase> {
  const database = await cloneDatabase();
  await maintainPartitions(database.admin, Date.now());
  return database;
}
