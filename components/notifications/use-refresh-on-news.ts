"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useSyncExternalStore, useTransition } from "react";
import { useLive } from "@/components/live/live-provider";

/**
 * Renders the page anew on the server when what was read last tells of something else than before: new ones, or some
 * that were read in another tab. That it was read shows that the site answers.
 */
export function useRefreshOnNews() {
  const router = useRouter();
  const { inbox } = useLive();
  const [, start] = useTransition();
  const read = useSyncExternalStore(inbox.subscribe, inbox.getRead, inbox.getRead);
  const state = JSON.stringify(
    read && [read.unread, read.notifications.map(({ id, readAt }) => [id, readAt])],
  );
  const known = useRef(state);
  useEffect(() => {
    if (state === known.current) return;
    known.current = state;
    start(() => router.refresh());
  }, [state, router]);
}
