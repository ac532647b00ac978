"use client";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { useLive } from "@/components/live/live-provider";
import { isFor, type Target, type UploadEntry } from "@/lib/documents/uploads/entry";

const NONE: readonly UploadEntry[] = [];

/** What this tab hands in for one team or task. It goes on while its page is not shown. */
export function useUploads({ team, task, isForMessage = false }: Target) {
  const { uploads } = useLive();
  const { entries } = useAllUploads();
  useEffect(() => uploads.showing({ team, task, isForMessage }), [uploads, team, task, isForMessage]);
  return { entries: entries.filter(isFor({ team, task, isForMessage })), uploads };
}

/** The same for whatever it is handed in. */
export function useAllUploads() {
  const { uploads } = useLive();
  return { entries: useSyncExternalStore(uploads.subscribe, uploads.getSnapshot, () => NONE), uploads };
}

/** Calls back when an entry comes to an end, of whichever kind. */
export function useEndings(entries: readonly UploadEntry[], onEnd: (entry: UploadEntry) => void) {
  const told = useRef(new Map<string, string>());
  useEffect(() => {
    const before = told.current;
    told.current = new Map(entries.map(({ key, state }) => [key, state.at]));
    for (const entry of entries) {
      const { at } = entry.state;
      const hasEnded = at === "done" || at === "refused" || at === "cut";
      if (hasEnded && before.get(entry.key) !== at) onEnd(entry);
    }
  });
}
