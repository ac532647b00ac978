import { type RefObject, useCallback, useLayoutEffect, useState } from "react";
import type { VirtualizerHandle } from "virtua";

/**
 * Renders a list from the server once more before a frame is painted, so that its rows stand where the list guesses before
 * it measures them. As they come they stand below each other and reach far beyond the height it guesses: at their end it
 * would take all it measures for what has grown above the view, scroll by that, and wait for the event of it. Already at
 * the end, nothing scrolls, no event comes, and it would show no other rows until somebody scrolls.
 * Returns what is to be called when the list has measured: it then goes where it opens, and a browser tells that only in the
 * next frame. One that goes further than a screen is told at once, or a frame without rows would be painted.
 */
export function useListsOwnPlaces(
  list: RefObject<VirtualizerHandle | null>,
  scroller: RefObject<HTMLElement | null>,
) {
  const [, setIsAlive] = useState(false);
  useLayoutEffect(() => setIsAlive(true), []);
  return useCallback(() => {
    const tell = () => {
      const element = scroller.current;
      if (!element || !list.current) return;
      const isFar = Math.abs(element.scrollTop - list.current.scrollOffset) > element.clientHeight;
      if (isFar) element.dispatchEvent(new Event("scroll"));
    };
    // The list scrolls in a microtask of its own, which it asks for after this.
    queueMicrotask(() => queueMicrotask(tell));
  }, [list, scroller]);
}
