"use client";
import type { Route } from "next";
import Link from "next/link";
import { memo, useId, useMemo } from "react";
import { useFormatter, useTimeZone, useTranslations } from "use-intl";
import { Avatar } from "@/components/ui/avatar";
import { splitReferences } from "@/lib/chat/references/text";
import type { Message } from "@/lib/chat/schema";
import { isFewEmoji } from "@/lib/chat/text/emoji";
import { dayOf } from "@/lib/i18n/day";
import { useRowActs } from "./acts/acts-context";
import { MenuButton } from "./acts/menu-button";
import { MessageDocuments } from "./attachments/message-documents";
import { useConversationPlace } from "./conversation-context";
import { MessageText } from "./message-text";
import { ReferenceCards } from "./references/reference-cards";
import { useKeptFocus } from "./use-kept-focus";

/**
 * One message; organisers' on blue, so that both sides see at a glance who spoke.
 * @param isFollowing the same person wrote just before: the heading is not said twice
 */
export const MessageRow = memo(function MessageRow({
  message,
  isFollowing,
}: {
  message: Message;
  isFollowing: boolean;
}) {
  const isOrganiser = message.sender_role === "admin";
  const { isTabStop } = useRowActs(message.seq);
  const id = useId();
  const keptFocus = useKeptFocus<HTMLElement>();
  return (
    <article
      {...keptFocus}
      data-row={message.seq}
      tabIndex={isTabStop ? 0 : -1}
      aria-labelledby={`${id}-heading ${id}-content`}
      className={`group/row relative flex gap-3 rounded-medium px-2.5 focus-visible:outline-offset-0 pointer-coarse:select-none pointer-coarse:[-webkit-touch-callout:none] ${isFollowing ? "pt-0.5 pb-1.5" : "mt-1.5 pt-2 pb-1.5"} ${isOrganiser ? "bg-blue-soft" : "hover:bg-sheet"}`}
    >
      {isFollowing ? <TimeBeside at={message.created_at} /> : <Avatar name={message.sender_name} />}
      <div className="min-w-0 flex-1">
        <Heading id={`${id}-heading`} message={message} isHidden={isFollowing} />
        <div id={`${id}-content`}>
          <Content message={message} />
        </div>
      </div>
      <MenuButton message={message} />
    </article>
  );
});

/** Of a message without a heading, for who points at it; who listens hears it with the message. */
function TimeBeside({ at }: { at: string }) {
  const format = useFormatter();
  return (
    <time
      aria-hidden="true"
      dateTime={at}
      className="w-9 shrink-0 pt-0.5 text-right font-board text-[13px] text-muted opacity-0 group-focus-visible/row:opacity-100 [@media(hover:hover)]:group-hover/row:opacity-100"
    >
      {format.dateTime(new Date(at), "time")}
    </time>
  );
}

function Heading({ id, message, isHidden }: { id: string; message: Message; isHidden: boolean }) {
  const t = useTranslations();
  const format = useFormatter();
  const at = new Date(message.created_at);
  return (
    <p id={id} className={isHidden ? "sr-only" : "flex flex-wrap items-baseline gap-x-2"}>
      <span className="font-semibold">{message.sender_name}</span>
      <span className="text-[13px] text-muted">
        {message.sender_role === "admin" && `${t("role.admin")} · `}
        <time dateTime={message.created_at} title={format.dateTime(at, "full")}>
          {format.dateTime(at, "time")}
        </time>
      </span>
    </p>
  );
}

function Content({ message }: { message: Message }) {
  const t = useTranslations("chat");
  const { origin, reader } = useConversationPlace();
  const { content, documents, mentions, created_at, edited_at, announcement_id } = message;
  const { text, references } = useMemo(() => splitReferences(content ?? "", origin), [content, origin]);
  if (content === null) return <p className="text-muted italic">{t("deleted")}</p>;
  const isLarge = documents.length === 0 && isFewEmoji(content);
  return (
    <>
      {(text !== "" || edited_at) && (
        <p
          dir="auto"
          className={`wrap-anywhere whitespace-pre-wrap ${isLarge ? "text-[36px] leading-tight" : ""}`}
        >
          <bdi>
            <MessageText text={text} mentions={mentions} />
          </bdi>
          {edited_at && <Edited at={edited_at} writtenAt={created_at} hasText={text !== ""} />}
          {announcement_id && reader.role === "admin" && <Announced id={announcement_id} />}
        </p>
      )}
      <MessageDocuments documents={documents} />
      <ReferenceCards references={references} />
    </>
  );
}

/** For organisers: that it went to others too, and the way to how they took it. */
function Announced({ id }: { id: string }) {
  const t = useTranslations("chat");
  return (
    <span className="text-[13px] text-muted">
      {" · "}
      <Link
        href={`/admin/announcements/${id}` as Route}
        prefetch={false}
        className="underline decoration-1 underline-offset-2 hover:text-ink"
      >
        {t("announced")}
      </Link>
    </span>
  );
}

/** When, by the clock alone on the day on which it was written. */
function Edited({ at, writtenAt, hasText }: { at: string; writtenAt: string; hasText: boolean }) {
  const t = useTranslations("chat");
  const format = useFormatter();
  const timeZone = useTimeZone() ?? "UTC";
  const when = new Date(at);
  const isSameDay = dayOf(when, timeZone) === dayOf(new Date(writtenAt), timeZone);
  return (
    <span className="text-[13px] text-muted">
      {hasText && " · "}
      <time dateTime={at} title={format.dateTime(when, "full")}>
        {t("editedAt", { time: format.dateTime(when, isSameDay ? "time" : "full") })}
      </time>
    </span>
  );
}
