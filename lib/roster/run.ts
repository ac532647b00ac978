import { asPerson } from "@/lib/http/person-header";
import type { FailureCode } from "@/lib/supabase/failure";
import { type Import, type Progress, progressSchema } from "./schema";

/** "stale": something is otherwise by now, and nothing was done. "unknown": no answer came, and it may have been. "broken": it is done, and the rest was not heard. */
export type RunFailure = FailureCode | "stale" | "unknown" | "broken";

const CODES: Record<number, FailureCode | "stale"> = {
  400: "invalid",
  401: "signed_out",
  403: "forbidden",
  404: "not_found",
  409: "stale",
  429: "too_fast",
};

/** Imports what a preview has shown, and tells how it goes on. */
export async function runImport(
  personId: string,
  roster: Import,
  tell: (progress: Progress) => void,
): Promise<RunFailure | null> {
  let isDone = false;
  try {
    const response = await fetch("/api/roster", {
      method: "POST",
      headers: { "Content-Type": "application/json", ...asPerson(personId) },
      body: JSON.stringify(roster),
    });
    if (!response.ok || !response.body) return CODES[response.status] ?? "unavailable";
    for await (const line of linesOf(response.body)) {
      tell(progressSchema.parse(JSON.parse(line)));
      isDone = true;
    }
    return isDone ? null : "unknown";
  } catch (error) {
    console.warn("The import was not followed to its end", error);
    return isDone ? "broken" : "unknown";
  }
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
