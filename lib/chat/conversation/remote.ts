import type { z } from "zod";
import type { FailureCode } from "@/lib/supabase/failure";
import { historySchema, readingSchema } from "../schema";

/** A read that did not succeed, with the reason a screen can say. */
export class ReadFailure extends Error {
  override name = "ReadFailure";
  readonly code: FailureCode;
  constructor(code: FailureCode) {
    super(`The conversation could not be read: ${code}`);
    this.code = code;
  }
}

/** The reads of a conversation from our own origin. Each throws a ReadFailure. */
export function createRemote(teamId: string) {
  const base = `/api/chat/${teamId}`;
  return {
    changes: (since: number) => get(`${base}/changes?since=${since}`, readingSchema),
    snapshot: () => get(`${base}/snapshot`, readingSchema),
    history: (before: number) => get(`${base}/history?before=${before}`, historySchema),
    /** Moves the reader's cursor; a failure is no more than a later try. */
    markRead: (seq: number) =>
      fetch(`${base}/read`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ seq }),
        keepalive: true,
      }),
  };
}
export type Remote = ReturnType<typeof createRemote>;

async function get<T extends z.ZodType>(path: string, schema: T): Promise<z.output<T>> {
  let response: Response;
  try {
    response = await fetch(path, { cache: "no-store" });
  } catch {
    throw new ReadFailure("unavailable");
  }
  if (response.status === 401) throw new ReadFailure("signed_out");
  if (response.status === 404) throw new ReadFailure("not_found");
  if (!response.ok) throw new ReadFailure("unavailable");
  // A body that was cut off, or of a shape this page does not know.
  const body: unknown = await response.json().catch(() => null);
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new ReadFailure("unavailable");
  return parsed.data;
}
