"use client";
import { useEffect } from "react";
import { useLive } from "@/components/live/live-provider";

/** After a try that failed, the next one comes by itself. */
const RETRY_MS = 10_000;

/** Notes that the reader has a page before their eyes, as it is now: it is new to them no more. */
export function MarkRead({ id, revision }: { id: string; revision: number }) {
  const { site } = useLive();
  useEffect(() => {
    const ended = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const mark = async () => {
      clearTimeout(timer);
      // A tab in the background is read when it is looked at.
      if (document.visibilityState !== "visible" || ended.signal.aborted) return;
      const path = `/api/pages/${id}/read`;
      const status = await site.ask(path, { post: { revision }, needless: ended.signal }).then(
        (answer) => answer.status,
        () => 503,
      );
      if (status < 500) ended.abort();
      else if (!ended.signal.aborted) timer = setTimeout(mark, RETRY_MS);
    };
    document.addEventListener("visibilitychange", mark, { signal: ended.signal });
    void mark();
    return () => {
      ended.abort();
      clearTimeout(timer);
    };
  }, [site, id, revision]);
  return null;
}
