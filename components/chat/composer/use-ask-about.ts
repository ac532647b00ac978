"use client";
import { useSearchParams } from "next/navigation";
import { type RefObject, useEffect } from "react";
import { z } from "zod";
import type { ConversationStore } from "@/lib/chat/conversation/conversation";

/** Who comes from a task (`?task=<id>`) asks about it. It is kept with what they type, and the address lets go of it. */
export function useAskAbout(store: ConversationStore, composer: RefObject<HTMLTextAreaElement | null>) {
  const wanted = useSearchParams().get("task");
  useEffect(() => {
    if (wanted === null) return;
    window.history.replaceState(null, "", window.location.pathname);
    const task = z.uuid().safeParse(wanted);
    if (!task.success) return;
    store.ask(task.data.toLowerCase());
    composer.current?.focus();
  }, [wanted, store, composer]);
}
