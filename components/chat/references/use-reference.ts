"use client";
import { useCallback, useSyncExternalStore } from "react";
import { useLive } from "@/components/live/live-provider";
import type { Referent } from "@/lib/chat/references/references";
import type { Reference } from "@/lib/chat/references/text";
import { useConversationPlace } from "../conversation-context";

/** How something stands that is referred to, kept fresh while it is on the screen; undefined until it is known. */
export function useReference({ noun, id }: Reference): Referent | undefined {
  const store = useLive().references(useConversationPlace().teamId);
  const watch = useCallback((onChange: () => void) => store.watch({ noun, id }, onChange), [store, noun, id]);
  return useSyncExternalStore(
    watch,
    () => store.find({ noun, id }),
    () => undefined,
  );
}
