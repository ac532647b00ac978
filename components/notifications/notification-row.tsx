"use client";
import Link from "next/link";
import { type MouseEvent, useId, useState } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import type { Notification } from "@/lib/notifications/schema";
import { hrefOf } from "./href";
import { LineList } from "./line-list";
import { TypeIcon } from "./type-icon";
import { useMarking } from "./use-marking";
import { useWords } from "./use-words";
import { When } from "./when";
import { Why } from "./why";

/** A notification in a list: a tap on it leads to its place, and on the dot at its right marks it. */
export function NotificationRow({
  notification,
  onOpen,
  onToggle,
}: {
  notification: Notification;
  /** It leads elsewhere. */
  onOpen?: () => void;
  /** It is to be marked as read, or as unread again. */
  onToggle: (notification: Notification) => void;
}) {
  const t = useTranslations("notifications");
  const [titleId, whyId] = [useId(), useId()];
  const [isWhyOpen, setWhyOpen] = useState(false);
  const { read } = useMarking();
  const { title, body, lines, more } = useWords()(notification);
  const { id, type, link, createdAt } = notification;
  const isUnread = notification.readAt === null;
  const mark = t(isUnread ? "markRead" : "markUnread");

  const open = (event: MouseEvent) => {
    if (!navigator.onLine) {
      event.preventDefault();
      toast.error(t("failed.offline"));
      return;
    }
    if (isUnread) void read(id);
    // Another tab is where it leads then.
    if (!event.metaKey && !event.ctrlKey && !event.shiftKey) onOpen?.();
  };

  return (
    <li
      aria-labelledby={titleId}
      data-unread={isUnread}
      className={`animate-arrive relative flex gap-3 py-3 pr-1 pl-4 has-[a:hover]:bg-blue-soft/50 ${isUnread ? "" : "text-muted"}`}
    >
      <TypeIcon type={type} />
      <div className="min-w-0 flex-1">
        <Link
          id={titleId}
          href={hrefOf(type, link)}
          prefetch={false}
          onClick={open}
          // The server's dates may have another comma than this browser's.
          suppressHydrationWarning
          className={`wrap-anywhere after:absolute after:inset-0 ${isUnread ? "font-semibold text-ink" : ""}`}
        >
          {isUnread && <span className="sr-only">{t("new")} </span>}
          {title}
        </Link>
        {body && (
          <p
            dir="auto"
            suppressHydrationWarning
            className="line-clamp-2 wrap-anywhere text-[14px] text-muted"
          >
            {body}
          </p>
        )}
        <LineList type={type} lines={lines} more={more} link={link} onOpen={open} />
        <div id={whyId}>{isWhyOpen && <Why notification={notification} onLeave={onOpen} />}</div>
      </div>
      <div className="flex shrink-0 flex-col items-end">
        <When at={createdAt} />
        <button
          type="button"
          aria-label={t("why.ask")}
          title={t("why.ask")}
          aria-expanded={isWhyOpen}
          aria-controls={whyId}
          aria-describedby={titleId}
          onClick={() => setWhyOpen(!isWhyOpen)}
          className="relative -mr-1.5 cursor-pointer rounded-small px-1.5 py-1 text-[13px] text-muted underline-offset-2 hover:text-ink hover:underline"
        >
          {t("why.short")}
        </button>
      </div>
      <button
        type="button"
        aria-label={mark}
        title={mark}
        aria-describedby={titleId}
        onClick={() => onToggle(notification)}
        className="relative -mt-2.5 -ml-2 flex size-11 shrink-0 cursor-pointer items-center justify-center self-start rounded-full hover:bg-blue-soft"
      >
        <span
          aria-hidden="true"
          className={`size-2.5 rounded-full ${isUnread ? "bg-red" : "border-[1.5px] border-muted/60"}`}
        />
      </button>
    </li>
  );
}
