"use client";
import { type RefObject, useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { ConversationState } from "@/lib/chat/conversation/state";

/** The head of the list: loads what is earlier as soon as it nears the view, and says so when that fails. */
export function Earlier({
  state,
  onLoad,
  scroller,
}: {
  state: ConversationState;
  onLoad: () => void;
  scroller: RefObject<HTMLElement | null>;
}) {
  const t = useTranslations("chat");
  const sentinel = useRef<HTMLDivElement>(null);
  const { hasEarlier, earlier } = state;

  // Watched anew after each page: an observer tells of changes only, and a short page may leave the head in view.
  useEffect(() => {
    if (!hasEarlier || earlier !== "idle" || !sentinel.current) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && onLoad(),
      { root: scroller.current, rootMargin: "300px 0px 0px 0px" },
    );
    observer.observe(sentinel.current);
    return () => observer.disconnect();
  }, [hasEarlier, earlier, onLoad, scroller]);

  return (
    // Of one height whatever it says, or what one reads below would move while earlier messages load.
    <div
      ref={sentinel}
      className="flex min-h-14 shrink-0 items-center justify-center text-center text-[13px] text-muted"
    >
      {!hasEarlier && t("beginning")}
      {hasEarlier && earlier === "loading" && t("loadingEarlier")}
      {hasEarlier && earlier === "idle" && (
        <Button look="link" onClick={onLoad}>
          {t("loadEarlier")}
        </Button>
      )}
      {hasEarlier && earlier === "failed" && (
        <span role="alert">
          {t("earlierFailed")}{" "}
          <Button look="link" onClick={onLoad}>
            {t("tryAgain")}
          </Button>
        </span>
      )}
    </div>
  );
}
