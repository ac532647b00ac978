"use client";
import { useSelectedLayoutSegment } from "next/navigation";
import type { ReactNode } from "react";
import { ConversationList } from "./conversation-list";

/** The list beside the conversation; on a phone one or the other. A team has one conversation and no list. */
export function ChatFrame({ withList, children }: { withList: boolean; children: ReactNode }) {
  const picked = useSelectedLayoutSegment();
  if (!withList) return <div className="h-full">{children}</div>;
  return (
    <div className="flex h-full">
      <div className={`h-full w-full md:block md:w-80 md:shrink-0 ${picked ? "hidden" : ""}`}>
        <ConversationList picked={picked} />
      </div>
      <div className={`h-full min-w-0 flex-1 md:block ${picked ? "" : "hidden"}`}>{children}</div>
    </div>
  );
}
