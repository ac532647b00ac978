import { z } from "zod";
import type { Site } from "@/lib/http/site";
import type { DocumentRefusalCode } from "../refusal";
import { type Confirmation, type Offer, type Offered, offeredSchema } from "../schema";
import { type Transfer, transfer } from "./transfer";

/** `again`: not now, and perhaps later; after so many seconds where that is known. */
export type Answer<T> =
  | { ok: true; value: T }
  | { ok: false; refused: DocumentRefusalCode }
  | { ok: false; again: "unavailable" | "signed_out" | "gone" | number };

/** The three steps of an upload. Each throws when the network fails. */
export type Remote = {
  offer(offer: Offer, needless: AbortSignal): Promise<Answer<Offered>>;
  send(upload: Transfer): Promise<Answer<null>>;
  confirm(confirmation: Confirmation, needless: AbortSignal): Promise<Answer<null>>;
};

const refusalSchema = z.object({ error: z.string(), retryAfterSeconds: z.number().optional() });

export function createRemote(site: Site): Remote {
  async function ask<T>(
    path: string,
    post: unknown,
    needless: AbortSignal,
    value: (body: unknown) => T | undefined,
  ) {
    const { status, body } = await site.ask(path, { post, needless });
    return status < 300 ? accepted(value(body)) : refusal<T>(status, body);
  }
  return {
    offer: (offer, needless) =>
      ask("/api/documents", offer, needless, (body) => offeredSchema.safeParse(body).data),
    send: transfer,
    confirm: ({ id, ...rest }, needless) => ask(`/api/documents/${id}/confirm`, rest, needless, () => null),
  };
}

function accepted<T>(value: T | undefined): Answer<T> {
  return value === undefined ? { ok: false, again: "unavailable" } : { ok: true, value };
}

function refusal<T>(status: number, body: unknown): Answer<T> {
  const { data } = refusalSchema.safeParse(body);
  if (status === 401) return { ok: false, again: "signed_out" };
  if (status === 429) return { ok: false, again: data?.retryAfterSeconds ?? 1 };
  if (data?.error === "gone") return { ok: false, again: "gone" };
  if (status >= 500 || !data) return { ok: false, again: "unavailable" };
  return { ok: false, refused: data.error as DocumentRefusalCode };
}
