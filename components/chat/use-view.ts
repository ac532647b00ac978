import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { VirtualizerHandle } from "virtua";
import type { ConversationStore } from "@/lib/chat/conversation/conversation";
import type { ConversationState } from "@/lib/chat/conversation/state";
import { type View, viewOf } from "./view";

type Elements = {
  list: RefObject<VirtualizerHandle | null>;
  scroller: RefObject<HTMLElement | null>;
  content: RefObject<HTMLElement | null>;
};

/** What is in view of a conversation, and at its end the view stays there, whatever grows. */
export function useView(
  { list, scroller, content }: Elements,
  state: ConversationState,
  store: ConversationStore,
) {
  const { messages, outbox, hasLater, opening } = state;
  const [view, setView] = useState<View>({
    ...{ first: 0, last: 0, isAtEnd: opening.at === "end", isFar: hasLater },
  });
  const pinned = useRef(view.isAtEnd);
  /** Where the scroller stood when it was last looked at. */
  const last = useRef({ scrollTop: 0, scrollHeight: 0 });
  const outboxLength = useRef(outbox.length);

  const stay = useCallback(() => {
    const element = scroller.current;
    if (element && pinned.current) element.scrollTop = element.scrollHeight;
  }, [scroller]);

  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const next = viewOf(element, list.current, messages, hasLater);
    // Away from the end by scrolling up alone: a row that turns out taller than the list had guessed moves the end, not the
    // reader, and what becomes shorter for a moment moves the reader without their doing.
    const { scrollTop, scrollHeight } = element;
    const hasScrolledUp = scrollTop < last.current.scrollTop && scrollHeight === last.current.scrollHeight;
    pinned.current = next.isAtEnd || (pinned.current && !hasScrolledUp);
    last.current = { scrollTop, scrollHeight };
    store.readingAt(pinned.current ? null : next.first);
    setView((view) => (isSame(view, next) ? view : next));
  }, [list, scroller, messages, hasLater, store]);

  const toEnd = useCallback(() => {
    if (hasLater) return void store.toEnd();
    pinned.current = true;
    stay();
  }, [hasLater, store, stay]);

  useLayoutEffect(() => {
    pinned.current = opening.at === "end";
    last.current = { scrollTop: 0, scrollHeight: 0 };
  }, [opening]);

  // Whoever writes wants to see it.
  useLayoutEffect(() => {
    if (outbox.length > outboxLength.current) toEnd();
    outboxLength.current = outbox.length;
  }, [outbox.length, toEnd]);

  useEffect(() => {
    const element = scroller.current;
    if (!element || !content.current) return;
    // What arrives, a picture, the keyboard of a phone, a composer that grows: the end stays in view.
    const resized = new ResizeObserver(() => {
      stay();
      look();
    });
    element.addEventListener("scroll", look, { passive: true });
    resized.observe(element);
    resized.observe(content.current);
    return () => {
      element.removeEventListener("scroll", look);
      resized.disconnect();
    };
  }, [scroller, content, stay, look]);

  return { view, toEnd };
}

function isSame(one: View, other: View): boolean {
  return (
    one.first === other.first &&
    one.last === other.last &&
    one.isAtEnd === other.isAtEnd &&
    one.isFar === other.isFar
  );
}
