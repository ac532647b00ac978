"use server";
import type { z } from "zod";
import { type Failure, failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import type { Outcome } from "./outcome";
import { deviceSchema, endpointSchema } from "./schema";
import { sendPush } from "./send";

/** Removes one of the reader's devices; one that is not there any more is removed. */
export async function removeDevice(input: z.input<typeof deviceSchema>): Promise<{ ok: true } | Failure> {
  const parsed = deviceSchema.safeParse(input);
  if (!parsed.success) return { ok: false, code: "invalid" };
  return removeWhere("id", parsed.data.id);
}

/** The same for the browser that has this address. */
export async function removeEndpoint(input: z.input<typeof endpointSchema>): Promise<{ ok: true } | Failure> {
  const parsed = endpointSchema.safeParse(input);
  if (!parsed.success) return { ok: false, code: "invalid" };
  return removeWhere("endpoint", parsed.data.endpoint);
}

async function removeWhere(column: "id" | "endpoint", value: string): Promise<{ ok: true } | Failure> {
  const supabase = await supabaseForReader();
  const { error, status } = await supabase.from("push_subscriptions").delete().eq(column, value);
  return error ? failureOf(error, status, "removeDevice") : { ok: true };
}

/**
 * Sends a notification to the reader's browser that has this address, as all others are sent.
 * @returns what its push service made of it
 */
export async function testDevice(
  input: z.input<typeof endpointSchema>,
): Promise<{ ok: true; outcome: Outcome["outcome"] } | Failure> {
  const parsed = endpointSchema.safeParse(input);
  if (!parsed.success) return { ok: false, code: "invalid" };
  const supabase = await supabaseForReader();
  const known = await supabase
    .from("push_subscriptions")
    .select("id")
    .eq("endpoint", parsed.data.endpoint)
    .maybeSingle();
  if (known.error) return failureOf(known.error, known.status, "testDevice");
  if (!known.data) return { ok: false, code: "not_found" };
  const { data, error, status } = await supabase.rpc("queue_test_push", { device: known.data.id });
  if (error) return failureOf(error, status, "queue_test_push");
  try {
    // It goes with its device, which another tab may have removed meanwhile.
    return { ok: true, outcome: (await sendPush(data)) ?? "gone" };
  } catch (failure) {
    console.error("testDevice:", failure);
    return { ok: false, code: "unavailable" };
  }
}
