import { z } from "zod";
import { answerSchema, messageSchema, type SendInput, type SendResult } from "../schema";

const responseSchema = z.union([
  z.object({ message: messageSchema }),
  z.object({ error: z.literal("answered"), answer: answerSchema }),
  z.object({
    error: z.enum(["signed_out", "forbidden", "not_found", "conflict", "invalid", "too_fast", "unavailable"]),
  }),
]);

/**
 * Sends through the route handler, which unlike an action can be aborted and outlives a deploy.
 * @returns null for an answer that is not the site's own: a proxy's error page or a hotel's sign-in page decides nothing
 * @throws when the network fails or the signal aborts
 */
export async function sendByRoute(input: SendInput, signal: AbortSignal): Promise<SendResult | null> {
  const { teamId, ...body } = input;
  const response = await fetch(`/api/chat/${teamId}/messages`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });
  const answer = responseSchema.safeParse(await response.json().catch(() => null));
  if (!answer.success) return null;
  if ("message" in answer.data) return { ok: true, message: answer.data.message };
  if (answer.data.error === "answered") return { ok: false, code: "answered", answer: answer.data.answer };
  const retryAfterSeconds = Number(response.headers.get("Retry-After")) || undefined;
  return { ok: false, code: answer.data.error, retryAfterSeconds };
}
