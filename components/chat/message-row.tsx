"use client";
import { memo } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Avatar } from "@/components/ui/avatar";
import type { Message } from "@/lib/chat/schema";
import { MessageText } from "./message-text";

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
  return (
    <article
      className={`flex gap-3 rounded-medium px-2.5 ${isFollowing ? "pt-0.5 pb-1.5" : "mt-1.5 pt-2 pb-1.5"} ${isOrganiser ? "bg-blue-soft" : ""}`}
    >
      {isFollowing ? <span className="w-9 shrink-0" /> : <Avatar name={message.sender_name} />}
      <div className="min-w-0 flex-1">
        <Heading message={message} isHidden={isFollowing} />
        <Content message={message} />
      </div>
    </article>
  );
});

function Heading({ message, isHidden }: { message: Message; isHidden: boolean }) {
  const t = useTranslations();
  const format = useFormatter();
  const at = new Date(message.created_at);
  return (
    <p className={isHidden ? "sr-only" : "flex flex-wrap items-baseline gap-x-2"}>
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
  if (message.content === null) return <p className="text-muted italic">{t("deleted")}</p>;
  return (
    <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
      <MessageText text={message.content} mentions={message.mentions} />
      {message.edited_at && <span className="text-[13px] text-muted"> · {t("edited")}</span>}
    </p>
  );
}
