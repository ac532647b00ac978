"use client";
import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useMemo, useRef } from "react";
import { useTranslations } from "use-intl";
import { Plate } from "@/components/ui/plate";
import { mentionsOf } from "@/lib/chat/mentions/groups";
import type { Mentionable, Reading } from "@/lib/chat/schema";
import { ConversationFooter } from "./conversation-footer";
import { MessageList } from "./message-list";
import { OwnMentionsProvider } from "./message-text";
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
  /** The place of the message that one came for. */
  arriveAt: number | null;
  /** Whom the reader may name here. */
  mentionables: readonly Mentionable[];
  /** What stays in view above the messages. */
  pinned?: ReactNode;
}) {
  const { reader, team, mentionables } = props;
  const t = useTranslations("chat");
  const { store, state } = useConversation(props);
  const composer = useRef<HTMLTextAreaElement>(null);
  const parts = { reader, teamName: team.name, mentionables, state, store, composer };
  const own = useMemo(() => mentionsOf(reader, team.id), [reader, team.id]);
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
      <OwnMentionsProvider value={own}>
        <MessageList {...parts} arriveAt={props.arriveAt} />
      </OwnMentionsProvider>
      <ConversationFooter {...parts} />
    </div>
  );
}
