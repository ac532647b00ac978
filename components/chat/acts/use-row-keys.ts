"use client";
import type { FocusEvent, KeyboardEvent } from "react";
import type { Roving } from "./roving";
import { lowestInView, placeOf, rowOf, rowTowards } from "./rows";

/** Moves the focus from message to message, and opens their menus, by keyboard. */
export function useRowKeys({
  roving,
  onOpen,
  onLeave,
}: {
  roving: Roving;
  onOpen: (row: HTMLElement) => void;
  /** Escape leads back to where one writes. */
  onLeave: () => void;
}) {
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rowOf(event.target);
    if (!row || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const asksForMenu = event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey);
    // Everything else is for the row alone: a link within it has keys of its own.
    const isRow = event.target === row;
    if (asksForMenu || (isRow && event.key === "Enter" && !event.shiftKey)) onOpen(row);
    else if (isRow && event.key === "Escape") onLeave();
    else {
      const next = isRow && !event.shiftKey && rowTowards(event.currentTarget, row, event.key);
      if (!next) return;
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    }
    event.preventDefault();
  };

  const onFocus = ({ target }: FocusEvent) => {
    const row = rowOf(target);
    if (row) return roving.choose(placeOf(row));
    // The list itself has the focus, and the next Tab would find no row where the chosen one has scrolled away.
    if (!(target instanceof HTMLElement) || target.tagName !== "SECTION") return;
    const lowest = lowestInView(target);
    const stop = target.querySelector(`article[data-row="${roving.stop()}"]`);
    if (!stop && lowest) roving.choose(placeOf(lowest));
  };

  return { onKeyDown, onFocus };
}
