"use client";
import { useSyncExternalStore } from "react";
import { useLive } from "@/components/live/live-provider";

/** The reader's newest notifications and how many are unread, kept fresh; null while they could not be read. */
export function useInbox() {
  const { inbox } = useLive();
  return useSyncExternalStore(inbox.subscribe, inbox.getSnapshot, inbox.getSnapshot);
}
