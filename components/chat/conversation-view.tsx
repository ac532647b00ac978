"use client";
import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useRef } from "react";
import { useTranslations } from "use-intl";
import { Plate } from "@/components/ui/plate";
import type { Reading } from "@/lib/chat/schema";
import { ConversationFooter } from "./conversation-footer";
import { MessageList } from "./message-list";
import { Seal } from "./seal";
import { type Reader, useConversation } from "./use-conversation";

export type HeadingTeam = {
  id: string;
  code: string;
  name: string;
  primary_colour: string;
  secondary_colour: string;
};

/** One conversation: its heading with the seal, the messages, and the composer. */
export function ConversationView(props: {
  reader: Reader;
  team: HeadingTeam;
  reading: Reading;
  lastReadSeq: number;
  /** What stays in view above the messages. */
  pinned?: ReactNode;
}) {
  const { reader, team } = props;
  const t = useTranslations("chat");
  const { store, state } = useConversation(props);
  const composer = useRef<HTMLTextAreaElement>(null);
  const parts = { reader, teamName: team.name, state, store, composer };
  return (
    <div className="flex h-full flex-col bg-ice">
      <header className="flex items-center gap-3 border-b border-line bg-sheet px-3 py-2.5 md:px-5">
        {reader.role === "admin" && (
          <Link href="/chat" aria-label={t("back")} className="-ml-1 rounded-small p-1 md:hidden">
            <ChevronLeft aria-hidden="true" />
          </Link>
        )}
        <Plate code={team.code} primary={team.primary_colour} secondary={team.secondary_colour} />
        <h1 className="min-w-0 flex-1 truncate text-2xl">
          {reader.role === "admin" ? team.name : t("organisers")}
        </h1>
        <Seal state={state} />
      </header>
      {props.pinned}
      <MessageList {...parts} />
      <ConversationFooter {...parts} />
    </div>
  );
}
