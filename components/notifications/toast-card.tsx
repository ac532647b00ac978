"use client";
import { X } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

/** Something that has just arrived, at the edge of the screen: a tap on it leads to it. */
export function ToastCard({
  sign,
  title,
  body,
  href,
  onOpen,
  onClose,
}: {
  sign: ReactNode;
  title: string;
  body: string;
  href: Route;
  onOpen: () => void;
  onClose: () => void;
}) {
  const t = useTranslations("notifications");
  return (
    <div className="relative flex w-full items-center gap-3 rounded-large border border-line border-l-4 border-l-red bg-sheet py-2.5 pr-1 pl-3 font-sans text-[15px] text-ink shadow-above has-[a:hover]:bg-blue-soft">
      {sign}
      <div className="min-w-0 flex-1">
        <Link
          href={href}
          prefetch={false}
          onClick={onOpen}
          className="line-clamp-2 font-semibold wrap-anywhere after:absolute after:inset-0 after:rounded-large"
        >
          {title}
        </Link>
        {body && (
          <p dir="auto" className="line-clamp-2 wrap-anywhere text-[14px] text-muted">
            {body}
          </p>
        )}
      </div>
      <button
        type="button"
        aria-label={t("close")}
        onClick={onClose}
        className="relative flex size-11 shrink-0 cursor-pointer items-center justify-center rounded-full text-muted hover:text-ink"
      >
        <X aria-hidden="true" size={18} />
      </button>
    </div>
  );
}
