import type { TestProject } from "vitest/node";
import { startThrowawayStack } from "../../supabase/local/throwaway.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the tests' own Postgres listens. Its database `postgres` is the template of all others: nobody enters it. */
    dbPort: number;
  }
}

/** One cluster for the whole run, with migrations and seed applied once; every test file clones its database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stack = await startThrowawayStack({ connections: 300 });
  project.provide("dbPort", stack.dbPort);
  return stack.stop;
}
