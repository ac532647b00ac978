import "server-only";
import { z } from "zod";
import { supabaseForService } from "@/lib/supabase/service";

/** Readers and types to a batch, each of which is a transaction. */
const DELIVERY_BATCH = 1_000;
/** So many batches at once: each has readers and types of its own, and one alone keeps one core of the database busy. */
const DELIVERY_LANES = 2;

const deliverySchema = z.object({
  slots: z.int(),
  delivered: z.int(),
  dissolved: z.int(),
  left: z.int(),
});

/**
 * Delivers what is due, in batches, each of which stands for itself: what is not done by `until` is due for the next run. Runs
 * that overlap share the work, and do nothing twice.
 * @param until by the clock of `performance.now`
 * @returns how many notifications were made, how many events have become pointless, and how many readers and types are left to
 *   a run that is under way at the same time
 * @throws when Supabase fails
 */
export async function deliverNotifications(until: number) {
  const service = supabaseForService();
  const done = { delivered: 0, dissolved: 0, elsewhere: 0, isLevel: false };
  let levelLanes = 0;
  const deliverBatch = async () => {
    const { data, error } = await service.rpc("deliver_notifications", { batch: DELIVERY_BATCH });
    if (error) throw new Error(`deliver_notifications: ${error.message}`);
    const { slots, delivered, dissolved, left } = deliverySchema.parse(data);
    done.delivered += delivered;
    done.dissolved += dissolved;
    done.elsewhere = left;
    return slots;
  };
  const lane = async () => {
    while (performance.now() < until) {
      if ((await deliverBatch()) === DELIVERY_BATCH) continue;
      levelLanes += 1;
      return;
    }
  };
  // Where one fails the others go on to their end: what they did is told by nobody else.
  const lanes = await Promise.allSettled(Array.from({ length: DELIVERY_LANES }, lane));
  for (const each of lanes) if (each.status === "rejected") throw each.reason;
  // What one lane found locked may have been the other's.
  if (done.elsewhere > 0) await deliverBatch();
  return { ...done, isLevel: levelLanes === DELIVERY_LANES };
}

const REMINDERS_BATCH = 1_000;

/**
 * Queues the reminders of deadlines that have come near, in batches as above. Each is told once, however often this runs.
 * @throws when Supabase fails
 */
export async function queueReminders(until: number): Promise<{ queued: number; isLevel: boolean }> {
  const service = supabaseForService();
  const { count: queued, isLevel } = await inBatches(REMINDERS_BATCH, until, async (batch) => {
    const { data, error } = await service.rpc("queue_reminders", { batch });
    if (error) throw new Error(`queue_reminders: ${error.message}`);
    return data;
  });
  return { queued, isLevel };
}

const SWEEP_BATCH = 5_000;

/**
 * Removes what is kept for some time only: notifications, what became of events, who was reminded of what.
 * @throws when Supabase fails
 */
export async function sweepNotifications(until: number): Promise<{ removed: number; isLevel: boolean }> {
  const service = supabaseForService();
  const { count: removed, isLevel } = await inBatches(SWEEP_BATCH, until, async (batch) => {
    const { data, error } = await service.rpc("clean_up_notifications", { batch });
    if (error) throw new Error(`clean_up_notifications: ${error.message}`);
    return data;
  });
  return { removed, isLevel };
}

/** Goes on as long as whole batches are found, and until a moment. */
async function inBatches(size: number, until: number, next: (size: number) => Promise<number>) {
  let count = 0;
  while (performance.now() < until) {
    const done = await next(size);
    count += done;
    if (done < size) return { count, isLevel: true };
  }
  return { count, isLevel: false };
}
