"use client";
import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { Loading } from "@/lib/chat/conversation/pages";

/** Whatever an edge says, it is so high: what one reads beside it would move otherwise. The list counts on it. */
export const EDGE_PX = 64;

/** So near to the view more is loaded. */
const NEAR_PX = 600;

/** An end of what is loaded: loads what is beyond as soon as one comes near, and says so when that fails. */
export function ListEdge({
  side,
  hasMore,
  loading,
  onLoad,
  scroller,
  children,
}: {
  side: "earlier" | "later";
  hasMore: boolean;
  loading: Loading;
  onLoad: () => void;
  scroller: RefObject<HTMLElement | null>;
  /** What stands there when there is no more. */
  children?: ReactNode;
}) {
  const t = useTranslations(`chat.${side}`);
  const edge = useRef<HTMLDivElement>(null);

  // Watched anew after each page: an observer tells of changes only, and a short page may leave the edge in view.
  useEffect(() => {
    if (!hasMore || loading !== "idle" || !edge.current) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && onLoad(),
      { root: scroller.current, rootMargin: `${NEAR_PX}px 0px` },
    );
    observer.observe(edge.current);
    return () => observer.disconnect();
  }, [hasMore, loading, onLoad, scroller]);

  return (
    <div
      ref={edge}
      style={{ height: EDGE_PX }}
      className="flex shrink-0 items-center justify-center text-center text-[13px] text-muted"
    >
      {!hasMore && children}
      {hasMore && loading === "loading" && t("loading")}
      {hasMore && loading === "idle" && (
        <Button look="link" onClick={onLoad}>
          {t("load")}
        </Button>
      )}
      {hasMore && loading === "failed" && (
        <span role="alert">
          {t("failed")}{" "}
          <Button look="link" onClick={onLoad}>
            {t("tryAgain")}
          </Button>
        </span>
      )}
    </div>
  );
}
