"use client";
import { type MouseEvent, type PointerEvent, useEffect, useRef } from "react";
import { rowOf } from "./rows";

/** As long as on other lists of a phone. */
const LONG_MS = 500;
/** A finger that moves further, in pixels, scrolls. */
const STILL_PX = 10;

/** Calls back when a finger rests on a message. Links and pictures keep what the browser itself offers for them. */
export function useLongPress(onPress: (row: HTMLElement) => void) {
  const press = useRef<{ x: number; y: number; timer: ReturnType<typeof setTimeout> } | null>(null);
  const end = () => {
    clearTimeout(press.current?.timer);
    press.current = null;
  };
  useEffect(() => () => clearTimeout(press.current?.timer), []);
  return {
    onPointerDown(event: PointerEvent) {
      end();
      const row = rowOf(event.target);
      const isOwnThing = event.target instanceof Element && event.target.closest("a, button") !== null;
      if (event.pointerType !== "touch" || !event.isPrimary || !row || isOwnThing) return;
      const timer = setTimeout(() => {
        end();
        swallowClick();
        onPress(row);
      }, LONG_MS);
      press.current = { x: event.clientX, y: event.clientY, timer };
    },
    onPointerMove({ clientX, clientY }: PointerEvent) {
      if (!press.current) return;
      const { x, y } = press.current;
      if (Math.hypot(clientX - x, clientY - y) > STILL_PX) end();
    },
    onPointerUp: end,
    onPointerCancel: end,
    onContextMenu(event: MouseEvent) {
      // The browser's own menu for the same gesture; a mouse keeps it.
      const isTouch =
        event.nativeEvent instanceof window.PointerEvent && event.nativeEvent.pointerType === "touch";
      const isOwnThing = event.target instanceof Element && event.target.closest("a, button") !== null;
      if (isTouch && !isOwnThing && rowOf(event.target)) event.preventDefault();
    },
  };
}

/** The finger that now leaves the screen would click what has come up beneath it. */
function swallowClick() {
  const left = new AbortController();
  const { signal } = left;
  const onEnd = (event: Event) => {
    event.preventDefault();
    left.abort();
  };
  document.addEventListener("touchend", onEnd, { signal, passive: false });
  document.addEventListener("touchcancel", () => left.abort(), { signal });
}
