"use client";
import { useTranslations } from "use-intl";
import { useConversationList } from "@/components/live/live-provider";
import { ConversationListItem } from "./conversation-list-item";

/** Every team's conversation, the newest first, live. */
export function ConversationList({ picked }: { picked: string | null }) {
  const t = useTranslations("chat");
  const conversations = useConversationList();
  return (
    <section aria-label={t("list")} className="flex h-full flex-col border-r border-line bg-sheet">
      <h1 className="border-b border-line px-4 py-4 text-2xl">{t("title")}</h1>
      {conversations.length === 0 ? (
        <p className="px-4 py-6 text-muted">{t("noConversations")}</p>
      ) : (
        <ul className="relative min-h-0 flex-1 overflow-y-auto">
          {conversations.map((conversation) => (
            <ConversationListItem
              key={conversation.team_id}
              conversation={conversation}
              isPicked={conversation.code === picked}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
