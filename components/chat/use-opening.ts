import { type RefObject, useLayoutEffect } from "react";
import type { VirtualizerHandle } from "virtua";
import type { ConversationState } from "@/lib/chat/conversation/state";

/** Further than any list is long: a scroller stops at its end. */
const END_PX = 1e9;

/** Places a window where it opens, once, and keeps it there while its rows are measured. */
export function useOpening(
  list: RefObject<VirtualizerHandle | null>,
  scroller: RefObject<HTMLElement | null>,
  { opening, messages }: ConversationState,
) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each opening, however the list goes on
  useLayoutEffect(() => {
    const index = opening.at === "end" ? -1 : messages.findIndex(({ seq }) => seq === opening.seq);
    if (index < 0) {
      list.current?.scrollTo(END_PX);
      return;
    }
    const element = scroller.current;
    const height = element?.clientHeight ?? 0;
    const row = element?.querySelector<HTMLElement>("[data-opening]");
    // What one came for in the middle; the unread with some of what led to it.
    const middle = Math.max(0, (height - (row?.offsetHeight ?? 0)) / 2);
    const above = { message: middle, unread: height / 5, place: 0, end: 0 }[opening.at];
    list.current?.scrollToIndex(index, { align: "start", offset: -above });
    // The list guesses until it has measured; a row that is there can be asked.
    if (!element || !row) return;
    element.scrollTop += row.getBoundingClientRect().top - element.getBoundingClientRect().top - above;
  }, [opening]);
}
