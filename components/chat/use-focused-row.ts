import { type RefObject, useEffect, useMemo, useState } from "react";
import type { Message } from "@/lib/chat/schema";

/** The index of the row that has the focus: it stays there, however far one scrolls, or the focus would be lost. */
export function useFocusedRow(scroller: RefObject<HTMLElement | null>, rows: readonly Message[]) {
  const [focused, setFocused] = useState<number | null>(null);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onFocus = ({ target }: FocusEvent) => {
      const row = target instanceof Element ? target.closest<HTMLElement>("li[data-seq]") : null;
      setFocused(row ? Number(row.dataset.seq) : null);
    };
    const onBlur = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget === null && document.hasFocus()) setFocused(null);
    };
    element.addEventListener("focusin", onFocus);
    element.addEventListener("focusout", onBlur);
    return () => {
      element.removeEventListener("focusin", onFocus);
      element.removeEventListener("focusout", onBlur);
    };
  }, [scroller]);
  return useMemo(() => {
    const index = focused === null ? -1 : rows.findIndex(({ seq }) => seq === focused);
    return index < 0 ? [] : [index];
  }, [rows, focused]);
}
