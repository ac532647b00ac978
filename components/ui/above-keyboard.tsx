"use client";
import { useEffect } from "react";

/** Less than this, in pixels, is a browser's bar that comes and goes, and no keyboard. */
const KEYBOARD_PX = 120;

/**
 * Keeps the page above a phone's keyboard where the browser lays it over the page (Safari; others make room for it, as
 * the viewport asks). What is seen is `--seen-height`; without a keyboard it is not set.
 */
export function AboveKeyboard() {
  useEffect(() => {
    const seen = window.visualViewport;
    if (!seen) return;
    const { style } = document.documentElement;
    const fit = () => {
      // Zoomed in, less is seen too.
      const isCovered = seen.scale === 1 && window.innerHeight - seen.height > KEYBOARD_PX;
      if (!isCovered) return style.removeProperty("--seen-height");
      style.setProperty("--seen-height", `${seen.height}px`);
      // The browser has moved the page up to show the field, which by now needs no more of that.
      window.scrollTo(0, 0);
    };
    seen.addEventListener("resize", fit);
    return () => {
      seen.removeEventListener("resize", fit);
      style.removeProperty("--seen-height");
    };
  }, []);
  return null;
}
