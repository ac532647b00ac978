"use client";
import { useSyncExternalStore } from "react";

/** Where the list opens, as use-opening.ts says it, on the page as it came. */
const SCRIPT = `{const s=document.querySelector("[data-opens]"),r=s.querySelector("[data-opening]"),h=s.clientHeight;
s.scrollTop=r?r.getBoundingClientRect().top-s.getBoundingClientRect().top+s.scrollTop-({message:Math.max(0,(h-r.offsetHeight)/2),unread:h/5}[r.dataset.opening]||0):s.scrollHeight}`;

const never = () => () => {};

/**
 * Scrolls the list as it comes from the server to where it opens, before anything is painted and long before the page
 * is alive: after all that is beside the list, which says how high it is. One that is made in the browser places itself.
 */
export function OpeningScript({ nonce }: { nonce: string | undefined }) {
  const isFromServer = useSyncExternalStore(
    never,
    () => false,
    () => true,
  );
  if (!isFromServer) return null;
  return (
    // Browsers hide a nonce from scripts, React among them.
    // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this file
    <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: SCRIPT }} />
  );
}
