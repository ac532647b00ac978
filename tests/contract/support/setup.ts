import type { TestProject } from "vitest/node";
import startCluster from "../../support/cluster.ts";
import { clear } from "./clear.ts";
import { readGiven } from "./environment.ts";
import { assertUsable } from "./guard.ts";

/** The given Supabase, cleared of what earlier runs left, before and after; or a cluster of embedded ones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = readGiven();
  if (!given) return startCluster(project);
  await assertUsable(given);
  await clear(given);
  return () => clear(given);
}
