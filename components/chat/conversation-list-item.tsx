"use client";
import type { Route } from "next";
import Link, { useLinkStatus } from "next/link";
import { useTranslations } from "use-intl";
import { useUnread } from "@/components/live/use-unread";
import { Plate } from "@/components/ui/plate";
import type { Conversation } from "@/lib/chat/schema";
import { HandlingMarks } from "./inbox/handling-marks";
import { useInboxQuery } from "./inbox/inbox-context";
import { ListTime } from "./list-time";

export function ConversationListItem({
  conversation,
  isPicked,
}: {
  conversation: Conversation;
  isPicked: boolean;
}) {
  const t = useTranslations("chat");
  const unread = useUnread()(conversation);
  const { addressOf } = useInboxQuery();
  return (
    <li className="border-b border-line" data-unread={unread}>
      <Link
        href={addressOf(`/chat/${conversation.code}`) as Route}
        // Forty of them would take the site's time, and the few connections that a browser opens to it.
        prefetch={false}
        aria-current={isPicked ? "page" : undefined}
        className="flex items-center gap-3 border-l-3 border-transparent px-3.5 py-2.5 hover:bg-blue-soft aria-[current=page]:border-blue aria-[current=page]:bg-blue-soft"
      >
        <Plate
          code={conversation.code}
          primary={conversation.primary_colour}
          secondary={conversation.secondary_colour}
        />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline justify-between gap-2">
            <span className="truncate font-semibold">{conversation.name}</span>
            <Opening />
            <ListTime at={conversation.last_message_at} />
          </span>
          <span className="flex items-center justify-between gap-2">
            <span
              className={`min-w-0 flex-1 truncate text-[14px] ${unread > 0 ? "font-medium" : "text-muted"}`}
            >
              <Excerpt conversation={conversation} />
            </span>
            <HandlingMarks conversation={conversation} />
            {unread > 0 && (
              <span className="shrink-0 rounded-full bg-blue px-1.5 font-board text-[13px] leading-5 text-on-blue">
                <span aria-hidden="true">{unread > 99 ? "99+" : unread}</span>
                <span className="sr-only">{t("newMessages", { count: unread })}</span>
              </span>
            )}
          </span>
        </span>
      </Link>
    </li>
  );
}

function Excerpt({ conversation }: { conversation: Conversation }) {
  const t = useTranslations("chat");
  if (!conversation.last_sender_name) return t("noMessages");
  const text = conversation.last_deleted
    ? t("deletedExcerpt")
    : conversation.last_excerpt || t("fileExcerpt");
  return t("excerpt", { sender: conversation.last_sender_name.split(" ")[0] ?? "", text });
}

/** A dot while the conversation that was clicked is being fetched; what is shown stays until it is there. */
function Opening() {
  const t = useTranslations("navigation");
  const { pending } = useLinkStatus();
  if (!pending) return null;
  return (
    <span role="status" className="ml-auto size-2 shrink-0 animate-pulse self-center rounded-full bg-blue">
      <span className="sr-only">{t("opening")}</span>
    </span>
  );
}
