import "server-only";
import type { z } from "zod";
import { type Failure, failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import { deviceName } from "./device-name";
import type { subscriptionSchema } from "./schema";

/** For a browser that does not say what it is. */
const SOME_DEVICE = "Browser";

/** Remembers a browser for the reader, or renews it: "not_found" when it was removed meanwhile. */
export async function saveSubscription(
  { endpoint, keys, known }: z.infer<typeof subscriptionSchema>,
  userAgent: string | null,
): Promise<{ ok: true; id: string } | Failure> {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("save_push_subscription", {
    endpoint,
    ...keys,
    label: deviceName(userAgent ?? "") ?? SOME_DEVICE,
    ...(known !== undefined && { known }),
  });
  return error ? failureOf(error, status, "save_push_subscription") : { ok: true, id: data };
}
