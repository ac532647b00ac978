import type { VirtualizerHandle } from "virtua";
import type { Message } from "@/lib/chat/schema";

/** Nearer to the end than this, one is reading the end. */
const END_ZONE_PX = 48;
/** A row counts as seen when no more of it is hidden than this: rows stand at fractions of a pixel. */
const HIDDEN_PX = 4;

export type View = {
  /** The place of the first message in view, and of the last one whose end has been in view; 0 without any. */
  readonly first: number;
  readonly last: number;
  readonly isAtEnd: boolean;
  /** More than a screen lies below. */
  readonly isFar: boolean;
};

/**
 * What a scroller shows of these messages. Where they are is known to the list before it has measured them, by a guess; but
 * as seen count only those that are there: the guess may be short, and would take more of them for seen than are in view.
 */
export function viewOf(
  scroller: HTMLElement,
  list: VirtualizerHandle | null,
  messages: readonly Message[],
  hasLater: boolean,
): View {
  const { scrollTop, scrollHeight, clientHeight } = scroller;
  const below = scrollHeight - scrollTop - clientHeight;
  const isAtEnd = !hasLater && below < END_ZONE_PX;
  const isFar = hasLater || below > clientHeight;
  if (!list || messages.length === 0) return { first: 0, last: 0, isAtEnd, isFar };
  const highest = list.findItemIndex(scrollTop);
  let lowest = list.findItemIndex(scrollTop + clientHeight);
  while (lowest >= highest && !isWhole(scroller, messages[lowest])) lowest -= 1;
  return { first: messages[highest]?.seq ?? 0, last: messages[lowest]?.seq ?? 0, isAtEnd, isFar };
}

/** Whether a message is there, and ends in view: the list hides what it has not measured. */
function isWhole(scroller: HTMLElement, message: Message | undefined): boolean {
  const row = scroller.querySelector<HTMLElement>(`li[data-seq="${message?.seq ?? 0}"]`);
  if (!row || row.style.visibility === "hidden") return false;
  return row.getBoundingClientRect().bottom <= scroller.getBoundingClientRect().bottom + HIDDEN_PX;
}
