"use client";
import { useSelectedLayoutSegment } from "next/navigation";
import type { ReactNode } from "react";
import { ConversationList } from "./conversation-list";
import { InboxQueryProvider } from "./inbox/inbox-context";

/** The list beside the conversation; on a phone one or the other. A team has one conversation and no list. */
export function ChatFrame({
  organiserId,
  query,
  children,
}: {
  /** Who reads, if it is an organiser. */
  organiserId: string | null;
  /** Of the address, as the server was asked. */
  query: string;
  children: ReactNode;
}) {
  const picked = useSelectedLayoutSegment();
  if (organiserId === null) return <div className="h-full">{children}</div>;
  return (
    <InboxQueryProvider value={query}>
      <div className="flex h-full">
        <div className={`h-full w-full md:block md:w-80 md:shrink-0 ${picked ? "hidden" : ""}`}>
          <ConversationList picked={picked} readerId={organiserId} />
        </div>
        <div className={`h-full min-w-0 flex-1 md:block ${picked ? "" : "hidden"}`}>{children}</div>
      </div>
    </InboxQueryProvider>
  );
}
