import "server-only";
import webPush from "web-push";
import { supabaseForService } from "@/lib/supabase/service";
import type { Delivery } from "./delivery";
import { type PushKeys, pushKeys } from "./keys";
import { pushMessage } from "./message";
import { later, type Outcome, outcomeOf } from "./outcome";
import { postToPushService } from "./post";

/** With what one answer takes at most, a batch ends within the lease of claim_pushes. */
const BATCH = 50;
const AT_ONCE = 10;

export type Sent = { sent: number; later: number; refused: number; removed: number; isLevel: boolean };

/**
 * Sends what is due to the devices of those it is for, in batches, each of which stands for itself: what is not done by
 * `until` is due for whoever sends next. Several may send at once: each takes others.
 * @param until by the clock of `performance.now`
 * @returns how many were sent, are tried again, were refused, and how many devices that are gone were removed
 * @throws when Supabase fails
 */
export async function sendPushes(until: number): Promise<Sent> {
  const done: Sent = { sent: 0, later: 0, refused: 0, removed: 0, isLevel: true };
  const keys = pushKeys();
  if (!keys) return done;
  while (performance.now() < until) {
    const batch = await claim({ batch: BATCH });
    if (batch.length === 0) return done;
    const outcomes = await sendAll(keys, batch);
    done.removed += await settle(outcomes);
    for (const { outcome } of outcomes) if (outcome !== "gone") done[outcome] += 1;
  }
  return { ...done, isLevel: false };
}

/**
 * Sends one, now.
 * @returns null when it is not there any more, or others have begun to send it
 * @throws when Supabase fails
 */
export async function sendPush(delivery: number): Promise<Outcome["outcome"] | null> {
  const keys = pushKeys();
  const batch = keys ? await claim({ only_delivery: delivery }) : [];
  if (!keys || batch.length === 0) return null;
  const outcomes = await sendAll(keys, batch);
  await settle(outcomes);
  return outcomes[0]?.outcome ?? null;
}

type Settled = Outcome & { delivery: number; attempt: number };

async function claim(wanted: { batch: number } | { only_delivery: number }): Promise<Delivery[]> {
  const { data, error } = await supabaseForService().rpc("claim_pushes", wanted);
  if (error) throw new Error(`claim_pushes: ${error.message}`);
  return data;
}

async function settle(outcomes: Settled[]): Promise<number> {
  const { data, error } = await supabaseForService().rpc("settle_pushes", { outcomes });
  if (error) throw new Error(`settle_pushes: ${error.message}`);
  return data;
}

async function sendAll(keys: PushKeys, batch: Delivery[]): Promise<Settled[]> {
  const settled: Settled[] = [];
  const left = batch.values();
  const work = async () => {
    for (const delivery of left) {
      const { delivery: id, attempt } = delivery;
      settled.push({ delivery: id, attempt, ...(await sendOne(keys, delivery)) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return settled;
}

async function sendOne(keys: PushKeys, delivery: Delivery): Promise<Outcome> {
  const { endpoint, p256dh, auth, attempt } = delivery;
  // Never the whole address: who has it can write to that screen.
  const service = URL.parse(endpoint)?.host;
  try {
    const { payload, timeToLive, urgency, topic } = pushMessage(delivery);
    const request = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
      vapidDetails: keys,
      TTL: timeToLive,
      urgency,
      topic,
    });
    const { status, retryAfter } = await postToPushService(endpoint, request.headers, request.body);
    const outcome = outcomeOf(status, attempt, retryAfter, Date.now());
    if (outcome.outcome === "refused") console.error(`push: ${service} answered ${status}`);
    return outcome;
  } catch (error) {
    console.error(`push: ${service} could not be reached:`, error);
    return later(attempt);
  }
}
