import { useSyncExternalStore } from "react";

/** Where the context of a conversation has room beside it: the `xl` of the styles. */
const WIDE = "(width >= 80rem)";

function subscribe(onChange: () => void): () => void {
  const query = window.matchMedia(WIDE);
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}

/** Whether there is room beside the conversation; the server does not know, and lets the styles decide. */
export function useIsWide(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(WIDE).matches,
    () => true,
  );
}
