"use client";
import { memo } from "react";
import { useTimeZone, useTranslations } from "use-intl";
import type { Message } from "@/lib/chat/schema";
import { dayOf } from "@/lib/i18n/day";
import { DayDivider } from "./day-divider";
import { MessageRow } from "./message-row";

/** Messages of one person that follow each other within this time share one heading. */
const GROUP_MS = 5 * 60_000;

/** The messages with a divider at each new day of the reader's zone. Silent: arrivals are announced elsewhere. */
export const MessageRows = memo(function MessageRows({ messages }: { messages: readonly Message[] }) {
  const t = useTranslations("chat");
  const timeZone = useTimeZone() ?? "UTC";
  return (
    <ol aria-label={t("messages")} className="flex flex-col">
      {messages.map((message, index) => {
        const previous = messages[index - 1];
        const at = new Date(message.created_at);
        const isNewDay = !previous || dayOf(new Date(previous.created_at), timeZone) !== dayOf(at, timeZone);
        return (
          <li key={message.id} data-seq={message.seq}>
            {isNewDay && <DayDivider at={at} />}
            <MessageRow message={message} isFollowing={!isNewDay && follows(previous, message)} />
          </li>
        );
      })}
    </ol>
  );
});

function follows(previous: Message | undefined, message: Message): boolean {
  return (
    previous !== undefined &&
    previous.sender_id === message.sender_id &&
    Date.parse(message.created_at) - Date.parse(previous.created_at) < GROUP_MS
  );
}
