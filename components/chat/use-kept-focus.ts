import { useLayoutEffect, useRef } from "react";

/**
 * Keeps the focus with an element whose contents may go while they have it, as the files of a message that is deleted: it
 * then goes to the element itself. What is shown elsewhere for it (a dialog) counts as its contents.
 */
export function useKeptFocus<E extends HTMLElement>() {
  const element = useRef<E>(null);
  const isWithin = useRef(false);
  // What is removed loses the focus without a word: neither it nor the page is told.
  useLayoutEffect(() => {
    if (isWithin.current && document.activeElement === document.body)
      element.current?.focus({ preventScroll: true });
  });
  return {
    ref: element,
    onFocus: () => {
      isWithin.current = true;
    },
    onBlur: () => {
      isWithin.current = false;
    },
  };
}
