import { type RefObject, useEffect, useRef } from "react";
import type { ConversationState } from "@/lib/chat/conversation/state";

/** So many pages are loaded on the way to an old message; whoever wants it goes on by scrolling. */
const MOST_PAGES = 20;

/**
 * Brings the message that one came for into view, once, and shows which it is. What is before it is loaded as when one
 * scrolls there.
 * @param seq its place; null when one came for none
 */
export function useArrival(
  scroller: RefObject<HTMLElement | null>,
  seq: number | null,
  { messages, hasEarlier, earlier }: ConversationState,
  loadEarlier: () => void,
) {
  const pagesLeft = useRef(MOST_PAGES);
  const first = messages[0]?.seq ?? 0;
  useEffect(() => {
    if (seq === null || pagesLeft.current === 0) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
    if (!row && first > seq && hasEarlier) {
      if (earlier !== "idle") return;
      pagesLeft.current -= 1;
      loadEarlier();
      return;
    }
    pagesLeft.current = 0;
    row?.scrollIntoView({ block: "center" });
    row?.setAttribute("data-arrived", "");
  }, [scroller, seq, first, hasEarlier, earlier, loadEarlier]);
}
