import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Nearer to the end than this, one is reading the end. */
const END_ZONE_PX = 48;

/**
 * Keeps a scroller where its reader is: at the end while they read the end; and on what they read when earlier
 * messages come in above it (browsers' own anchoring is not there everywhere, so it is switched off and done here).
 * @param first the place of the first row, `last` that of the last: what was prepended and appended shows in them
 */
export function usePinnedScroll(
  scroller: RefObject<HTMLElement | null>,
  { first, last, outboxLength }: { first: number; last: number; outboxLength: number },
) {
  const pinned = useRef(true);
  const before = useRef({ first, outboxLength, height: 0 });
  const [isAtEnd, setAtEnd] = useState(true);
  const [seenTo, setSeenTo] = useState(last);

  const toEnd = useCallback(() => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [scroller]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const wrote = outboxLength > before.current.outboxLength;
    if (pinned.current || wrote) element.scrollTop = element.scrollHeight;
    else if (first < before.current.first) element.scrollTop += element.scrollHeight - before.current.height;
    before.current = { first, outboxLength, height: element.scrollHeight };
  }, [scroller, first, outboxLength]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && pinned.current) element.scrollTop = element.scrollHeight;
    if (element) before.current.height = element.scrollHeight;
    if (pinned.current) setSeenTo(last);
  }, [scroller, last]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onScroll = () => {
      pinned.current = element.scrollHeight - element.scrollTop - element.clientHeight < END_ZONE_PX;
      setAtEnd(pinned.current);
      if (pinned.current) setSeenTo((seen) => Math.max(seen, last));
    };
    // The keyboard of a phone, or a composer that grows: the end stays in view.
    const resized = new ResizeObserver(() => {
      if (pinned.current) element.scrollTop = element.scrollHeight;
    });
    element.addEventListener("scroll", onScroll, { passive: true });
    resized.observe(element);
    return () => {
      element.removeEventListener("scroll", onScroll);
      resized.disconnect();
    };
  }, [scroller, last]);

  return { isAtEnd, unseen: isAtEnd ? 0 : Math.max(0, last - seenTo), toEnd };
}
