"use client";
import { useSearchParams } from "next/navigation";
import { type MouseEvent, useMemo, useSyncExternalStore } from "react";

/*
 * What of a list is shown stands in the address. A change counts at once: the router would tell of it only after what it
 * is rendering just then, and a page that is refreshed over a slow network would hold every click back.
 */
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("popstate", listener);
  };
}

/**
 * The query of the address.
 * @param rendered as the server was asked
 */
export function useQuery(rendered: string): URLSearchParams {
  // Looked at again also when the router has led to another one.
  useSearchParams();
  const search = useSyncExternalStore(
    subscribe,
    () => window.location.search,
    () => rendered,
  );
  return useMemo(() => new URLSearchParams(search), [search]);
}

/** Shows what another query of this page asks for. Nothing is asked of the site. */
export function show(address: string, how: "pushState" | "replaceState"): void {
  // Between a page's first render and its effects the router does not hear of a change: it would take it back.
  if (listeners.size === 0) {
    window.location.assign(address);
    return;
  }
  window.history[how](null, "", address);
  for (const tell of listeners) tell();
}

/** For a link to another query of this page: in another tab, if that is what somebody wants, the browser opens it. */
export function follow(event: MouseEvent<HTMLAnchorElement>): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  show(event.currentTarget.href, "pushState");
}
