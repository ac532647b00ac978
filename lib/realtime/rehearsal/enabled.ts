import "server-only";
import { z } from "zod";

const schema = z.enum(["0", "1"]).default("0");

/**
 * Whether faults may be rehearsed on this server: in development, and where RINKSIDE_REHEARSAL=1 says so. Read at run
 * time, so that the build that is rehearsed is the build that is deployed.
 * @throws with a sentence that names the variable when it is neither 0 nor 1
 */
export function isRehearsalEnabled(): boolean {
  const wanted = schema.safeParse(process.env.RINKSIDE_REHEARSAL);
  if (!wanted.success)
    throw new Error("RINKSIDE_REHEARSAL is 1 to rehearse faults, and otherwise 0 or not set.");
  return process.env.NODE_ENV === "development" || wanted.data === "1";
}
