import type { z } from "zod";
import { asPerson } from "@/lib/http/person-header";
import type { FailureCode } from "@/lib/supabase/failure";
import { headSchema, historySchema, readingSchema } from "../schema";

/**
 * A request that brings not a byte for this long is given up: a stalled network ends nothing by itself. A slow one is
 * not stalled: a reader at 1 KB/s gets their page too.
 */
const SILENCE_MS = 10_000;

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
 * @param personId who reads; to a page of somebody else the site answers as to nobody
 */
export function createRemote(teamId: string, personId: string) {
  const base = `/api/chat/${teamId}`;
  const headers = asPerson(personId);
  const get = <T extends z.ZodType>(path: string, schema: T) => read(path, headers, schema);
  return {
    head: () => get(`${base}/head`, headSchema),
    changes: (since: number) => get(`${base}/changes?since=${since}`, readingSchema),
    snapshot: () => get(`${base}/snapshot`, readingSchema),
    history: (before: number) => get(`${base}/history?before=${before}`, historySchema),
    /** Moves the reader's cursor; a failure is no more than a later try. */
    markRead: (seq: number) =>
      fetch(`${base}/read`, {
        method: "POST",
        headers: { ...headers, "Content-Type": "application/json" },
        body: JSON.stringify({ seq }),
        keepalive: true,
        signal: AbortSignal.timeout(SILENCE_MS),
      }),
  };
}
export type Remote = ReturnType<typeof createRemote>;

async function read<T extends z.ZodType>(
  path: string,
  headers: Record<string, string>,
  schema: T,
): Promise<z.output<T>> {
  const { status, body } = await fetchBody(path, headers).catch(() => {
    throw new ReadFailure("unavailable");
  });
  if (status === 401) throw new ReadFailure("signed_out");
  if (status === 404) throw new ReadFailure("not_found");
  if (status !== 200) throw new ReadFailure("unavailable");
  // A body that was cut off, or of a shape this page does not know.
  const parsed = schema.safeParse(fromJson(body));
  if (!parsed.success) throw new ReadFailure("unavailable");
  return parsed.data;
}

/** @throws what `fetch` throws, also when nothing came for too long */
async function fetchBody(
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; body: string }> {
  const silence = new AbortController();
  const giveUp = () => silence.abort();
  let timer = setTimeout(giveUp, SILENCE_MS);
  try {
    const response = await fetch(path, { cache: "no-store", headers, signal: silence.signal });
    const reader = response.body?.getReader();
    const decoder = new TextDecoder();
    let body = "";
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
      clearTimeout(timer);
      timer = setTimeout(giveUp, SILENCE_MS);
      body += decoder.decode(part.value, { stream: true });
    }
    return { status: response.status, body };
  } finally {
    clearTimeout(timer);
  }
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
