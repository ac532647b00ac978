"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import type { Noun } from "@/lib/realtime/changes";
import { useLive } from "./live-provider";

/**
 * Keeps the page it stands on fresh: rendered anew on the server when one of these nouns has changed, after every join,
 * on waking and from time to time. What is typed on it, and where it is scrolled to, stays.
 */
export function RefreshOn({ nouns }: { nouns: Noun[] }) {
  const live = useLive();
  const router = useRouter();
  const [isRendering, start] = useTransition();
  const rendered = useRef(() => {});
  const [refresh] = useState(() =>
    live.pageRefresh(
      nouns,
      () =>
        new Promise((resolve) => {
          rendered.current = resolve;
          start(() => router.refresh());
        }),
    ),
  );
  // After every commit: on a busy device the beginning and the end of a render come as one.
  useEffect(() => {
    if (!isRendering) rendered.current();
  });
  useEffect(() => {
    const unsubscribe = refresh.subscribe(() => {});
    return () => {
      unsubscribe();
      rendered.current();
    };
  }, [refresh]);
  return null;
}
