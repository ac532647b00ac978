"use client";
import { useSyncExternalStore } from "react";

/** As far as the bar at the bottom reaches (`md` of the style sheet). */
const PHONE = "(width < 48rem)";

/**
 * Whether there is room for one column only.
 * @param guess what the server rendered
 */
export function useIsPhone(guess: boolean): boolean {
  return useSyncExternalStore(
    onTurn,
    () => window.matchMedia(PHONE).matches,
    () => guess,
  );
}

function onTurn(listener: () => void): () => void {
  const media = window.matchMedia(PHONE);
  media.addEventListener("change", listener);
  return () => media.removeEventListener("change", listener);
}
