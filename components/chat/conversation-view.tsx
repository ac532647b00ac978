"use client";
import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useMemo, useRef } from "react";
import { useTranslations } from "use-intl";
import { Plate } from "@/components/ui/plate";
import { mentionsOf } from "@/lib/chat/mentions/groups";
import type { Mentionable, Reading, Reader as SeenReader } from "@/lib/chat/schema";
import { MessageActs } from "./acts/message-acts";
import { ConversationPlaceProvider } from "./conversation-context";
import { ConversationFooter } from "./conversation-footer";
import { HelpButton } from "./help/help-button";
import { MessageList } from "./message-list";
import { OwnMentionsProvider } from "./message-text";
import { OpeningScript } from "./opening-script";
import { Seal } from "./seal";
import { SeenByProvider } from "./seen-by";
import { UnknownPlace } from "./unknown-place";
import { type Reader, useConversation } from "./use-conversation";
import { useSeenBy } from "./use-seen-by";
import { WhoIsHere } from "./who-is-here";

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
  /** How far the reader has read; null when they have never been here. */
  lastReadSeq: number | null;
  /** The place of the message that one came for. */
  arriveAt: number | null;
  /** With which the page's own scripts may run. */
  nonce: string | undefined;
  /** The site's own, as the reader's browser has it. */
  origin: string;
  /** The time zone of the tournament. */
  venueZone: string;
  /** Whom the reader may name here. */
  mentionables: readonly Mentionable[];
  /** Who has seen how much of it. */
  readers: readonly SeenReader[];
  /** What stays in view above the messages. */
  pinned?: ReactNode;
}) {
  const { reader, team, mentionables, origin, venueZone } = props;
  const t = useTranslations("chat");
  const { store, state } = useConversation(props);
  const seen = useSeenBy(state, { teamId: team.id, readerId: reader.id, initial: props.readers });
  const composer = useRef<HTMLTextAreaElement>(null);
  const parts = { reader, teamName: team.name, mentionables, state, store, composer };
  const own = useMemo(() => mentionsOf(reader, team.id), [reader, team.id]);
  const place = useMemo(
    () => ({ teamId: team.id, code: team.code, reader, origin, venueZone }),
    [team.id, team.code, reader, origin, venueZone],
  );
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
        <WhoIsHere state={state} mentionables={mentionables} />
        <HelpButton />
        <Seal state={state} />
      </header>
      {props.pinned}
      {props.arriveAt !== null && props.arriveAt > props.reading.last_seq && (
        <UnknownPlace seq={props.arriveAt} />
      )}
      <ConversationPlaceProvider value={place}>
        <OwnMentionsProvider value={own}>
          <SeenByProvider value={seen}>
            <MessageActs messages={state.messages} store={store} composer={composer}>
              <MessageList {...parts} />
            </MessageActs>
          </SeenByProvider>
        </OwnMentionsProvider>
        <ConversationFooter {...parts} />
      </ConversationPlaceProvider>
      <OpeningScript nonce={props.nonce} />
    </div>
  );
}
