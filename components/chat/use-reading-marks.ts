import { useEffect, useMemo, useRef } from "react";
import type { ConversationStore } from "@/lib/chat/conversation/conversation";
import type { ConversationState } from "@/lib/chat/conversation/state";
import { namedByEdit } from "@/lib/chat/mentions/groups";
import { useOwnMentions } from "./message-text";
import type { View } from "./view";

/**
 * Marks as read what somebody looks at: all of it at the end, and on the way there what has passed in view without a
 * hole. Who jumps ahead of where they had read has not read what is between.
 */
export function useReadingMarks(view: View, state: ConversationState, store: ConversationStore) {
  const { messages, unreadFrom, opening } = state;
  const own = useOwnMentions();
  const readTo = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each opening is a new beginning
  useEffect(() => {
    readTo.current = (unreadFrom ?? Number.POSITIVE_INFINITY) - 1;
  }, [unreadFrom, opening]);

  const end = messages.at(-1)?.seq ?? 0;
  const to = view.isAtEnd ? end : view.last;
  const named = useMemo(
    () =>
      namedByEdit(
        messages.filter(({ seq }) => seq <= to),
        own,
      ),
    [messages, to, own],
  );

  useEffect(() => {
    const read = () => {
      if (to === 0 || document.visibilityState !== "visible") return;
      if (!view.isAtEnd && view.first > readTo.current + 1) return;
      readTo.current = Math.max(readTo.current, to);
      store.readUpTo(to, named);
    };
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [view, to, named, store]);
}
