"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { useLive } from "@/components/live/live-provider";
import { conversationOf, isAt, isThing } from "@/lib/notifications/place";
import { useInbox } from "./use-inbox";

/** After a try that failed, the next one comes by itself. */
const RETRY_MS = 10_000;

/**
 * Marks as read what is about the one thing that the reader has before their eyes, whichever way they came there. Once
 * each: what they mark as unread stays so. A conversation is read as far as they have scrolled, and says so by itself.
 */
export function ReadHere() {
  const live = useLive();
  const inbox = useInbox();
  const path = usePathname();
  const search = useSearchParams().toString();
  const isVisible = useSyncExternalStore(
    subscribe,
    () => document.visibilityState === "visible",
    () => false,
  );
  const tried = useRef(new Map<string, number>());
  useEffect(() => {
    if (!isVisible || !inbox || !isThing(path) || conversationOf(path) !== null) return;
    for (const { id, link, readAt } of inbox.notifications) {
      if (!isAt(link, { path, search })) continue;
      if (readAt !== null) tried.current.set(id, Number.POSITIVE_INFINITY);
      if ((tried.current.get(id) ?? 0) > Date.now()) continue;
      tried.current.set(id, Number.POSITIVE_INFINITY);
      void live.inbox.markRead(id).then(({ ok }) => {
        if (!ok) tried.current.set(id, Date.now() + RETRY_MS);
      });
    }
  }, [live, inbox, path, search, isVisible]);
  return null;
}

function subscribe(listener: () => void): () => void {
  document.addEventListener("visibilitychange", listener);
  return () => document.removeEventListener("visibilitychange", listener);
}
