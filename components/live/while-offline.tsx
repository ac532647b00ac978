"use client";
import { type MouseEvent, type ReactNode, useState, useSyncExternalStore } from "react";
import { toast } from "sonner";
import { useFormatter, useTranslations } from "use-intl";

/**
 * A page that stays while the network is away. It says so, and since when nothing has come; a link then leads nowhere
 * instead of to the browser's own page, for what is on the screen would be gone. Links that ask nothing of the site work:
 * within the page, to a mail, and those that are marked with `data-works-offline`.
 */
export function WhileOffline({ children }: { children: ReactNode }) {
  const t = useTranslations("offline");
  const isOnline = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  const stay = (event: MouseEvent) => {
    const link = event.target instanceof Element && event.target.closest("a");
    if (navigator.onLine || !link || "worksOffline" in link.dataset) return;
    if (/^(#|mailto:)/.test(link.getAttribute("href") ?? "")) return;
    event.preventDefault();
    event.stopPropagation();
    toast.error(t("link"));
  };
  return (
    <div className="flex h-full flex-col">
      {!isOnline && <Notice />}
      {/* Only what a click on a link within does: the links are reached and followed by keyboard as ever. */}
      <div className="min-h-0 flex-1" onClickCapture={stay}>
        {children}
      </div>
    </div>
  );
}

function Notice() {
  const t = useTranslations("offline");
  const format = useFormatter();
  const [since] = useState(() => new Date());
  return (
    <p role="status" className="shrink-0 bg-amber-soft px-4 py-2 text-center">
      {t("notice", { time: format.dateTime(since, "time") })}
    </p>
  );
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}
