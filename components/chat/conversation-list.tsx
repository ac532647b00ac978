"use client";
import { useTranslations } from "use-intl";
import { ConversationListItem } from "./conversation-list-item";
import { useInbox, useInboxQuery } from "./inbox/inbox-context";
import { InboxHeading } from "./inbox/inbox-heading";
import { SearchButton } from "./search/search-button";

/** The organisers' inbox: every team's conversation, live, or those that one looks for. */
export function ConversationList({ picked, readerId }: { picked: string | null; readerId: string }) {
  const t = useTranslations("chat");
  const none = useTranslations("inbox.none");
  const { shown, counts } = useInbox(readerId);
  const { view, search } = useInboxQuery();
  return (
    <section aria-label={t("list")} className="flex h-full flex-col border-r border-line bg-sheet">
      <div className="flex items-center px-4 pt-4">
        <h1 className="min-w-0 flex-1 text-2xl">{t("title")}</h1>
        <SearchButton hasKey={picked === null} />
      </div>
      <InboxHeading counts={counts} />
      {shown.length === 0 ? (
        <p role="status" className="px-4 py-6 break-words text-muted">
          {search.trim() ? none("search", { search: search.trim() }) : none(view)}
        </p>
      ) : (
        <ul className="relative min-h-0 flex-1 overflow-y-auto">
          {shown.map((conversation) => (
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
