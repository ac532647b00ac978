import type { z } from "zod";
import type { Site } from "@/lib/http/site";
import type { FailureCode } from "@/lib/supabase/failure";
import { headSchema, historySchema, readingSchema } from "../schema";

/** A read that did not succeed, with the reason a screen can say. */
export class ReadFailure extends Error {
  override name = "ReadFailure";
  readonly code: FailureCode;
  constructor(code: FailureCode) {
    super(`The conversation could not be read: ${code}`);
    this.code = code;
  }
}

/**
 * The reads of a conversation from our own origin. Each throws a ReadFailure.
 * `needless` ends one whose answer is not needed any more.
 */
export function createRemote(site: Site, teamId: string) {
  const base = `/api/chat/${teamId}`;

  async function read<T extends z.ZodType>(path: string, schema: T, needless?: AbortSignal) {
    const { status, body } = await site.ask(`${base}/${path}`, { needless }).catch(() => {
      throw new ReadFailure("unavailable");
    });
    if (status === 401) throw new ReadFailure("signed_out");
    if (status === 404) throw new ReadFailure("not_found");
    if (status !== 200) throw new ReadFailure("unavailable");
    // A body that was cut off, or of a shape this page does not know.
    const parsed = schema.safeParse(body);
    if (!parsed.success) throw new ReadFailure("unavailable");
    return parsed.data;
  }

  return {
    head: (needless?: AbortSignal) => read("head", headSchema, needless),
    changes: (since: number, needless?: AbortSignal) =>
      read(`changes?since=${since}`, readingSchema, needless),
    snapshot: (needless?: AbortSignal) => read("snapshot", readingSchema, needless),
    /** The messages around a place; near an end, the page at that end. */
    window: (around: number, needless?: AbortSignal) =>
      read(`window?around=${around}`, readingSchema, needless),
    history: (before: number) => read(`history?before=${before}`, historySchema),
    following: (after: number) => read(`following?after=${after}`, historySchema),
    /**
     * Moves the reader's cursor, and gives the answer's status; a failure is no more than a later try.
     * @param isLeaving it must outlive the page. A browser keeps such a request for 30 s, also when it is given up
     */
    async markRead(seq: number, isLeaving: boolean): Promise<number> {
      return (await site.ask(`${base}/read`, { post: { seq }, keepalive: isLeaving })).status;
    },
    /** Moves the reader's cursor back before a place, and gives the answer's status. */
    async markUnread(from: number): Promise<number> {
      return (await site.ask(`${base}/unread`, { post: { from } })).status;
    },
  };
}
export type Remote = ReturnType<typeof createRemote>;
