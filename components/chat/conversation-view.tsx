"use client";
import { type ReactNode, useId, useMemo, useRef } from "react";
import type { TeamContext } from "@/lib/chat/context/schema";
import { mentionsOf } from "@/lib/chat/mentions/groups";
import type { Mentionable, Reading, Reader as SeenReader } from "@/lib/chat/schema";
import type { Note } from "@/lib/notes/schema";
import type { Replies } from "@/lib/replies/schema";
import { MessageActs } from "./acts/message-acts";
import { ContextPanel } from "./context/context-panel";
import { useFold } from "./context/use-fold";
import { ConversationPlaceProvider } from "./conversation-context";
import { ConversationFooter } from "./conversation-footer";
import { ConversationHeading, type HeadingTeam } from "./conversation-heading";
import { InboxBar } from "./inbox/inbox-bar";
import { MessageList } from "./message-list";
import { OwnMentionsProvider } from "./message-text";
import { NotesProvider } from "./notes/notes-context";
import { useNotes } from "./notes/use-notes";
import { OpeningScript } from "./opening-script";
import { useCannedReplies } from "./replies/use-replies";
import { SeenByProvider } from "./seen-by";
import { UnknownPlace } from "./unknown-place";
import { type Reader, useConversation } from "./use-conversation";
import { useSeenBy } from "./use-seen-by";

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
  /** What an organiser has beside it; null when that could not be read. */
  context: TeamContext | null;
  isContextFolded: boolean;
  /** What organisers noted beside it; null for whoever may not see it. */
  notes: readonly Note[] | null;
  /** The canned replies; null for whoever answers no teams. */
  replies: Replies | null;
  /** What stays in view above the messages. */
  pinned?: ReactNode;
}) {
  const { reader, team, mentionables, origin, venueZone } = props;
  const { store, state } = useConversation(props);
  const { seen, readers } = useSeenBy(state, {
    teamId: team.id,
    readerId: reader.id,
    initial: props.readers,
  });
  const fold = useFold(props.isContextFolded);
  const panelId = useId();
  const beside = { team, name: team.name, context: props.context, topic: state.topic, readers };
  const notes = useNotes(state, { teamId: team.id, readerId: reader.id, initial: props.notes });
  const canned = useCannedReplies(props.replies, { teamId: team.id, teamName: team.name, state });
  const composer = useRef<HTMLTextAreaElement>(null);
  const parts = { reader, teamName: team.name, mentionables, state, store, composer };
  const own = useMemo(() => mentionsOf(reader, team.id), [reader, team.id]);
  const place = useMemo(
    () => ({ teamId: team.id, code: team.code, reader, origin, venueZone }),
    [team.id, team.code, reader, origin, venueZone],
  );
  return (
    <div className="flex h-full flex-col bg-ice">
      <ConversationHeading {...{ reader, team, state, mentionables, beside, panelId, fold }} />
      <div className="flex min-h-0 flex-1">
        <div className="flex min-w-0 flex-1 flex-col">
          <ConversationPlaceProvider value={place}>
            <InboxBar mentionables={mentionables} seenSeq={state.messages.at(-1)?.seq ?? 0} />
            {props.pinned}
            {props.arriveAt !== null && props.arriveAt > props.reading.last_seq && (
              <UnknownPlace seq={props.arriveAt} />
            )}
            <NotesProvider value={notes}>
              <OwnMentionsProvider value={own}>
                <SeenByProvider value={seen}>
                  <MessageActs messages={state.messages} store={store} composer={composer}>
                    <MessageList {...parts} />
                  </MessageActs>
                </SeenByProvider>
              </OwnMentionsProvider>
              <ConversationFooter {...parts} canned={canned} />
            </NotesProvider>
          </ConversationPlaceProvider>
        </div>
        {reader.role === "admin" && !fold.isFolded && <ContextPanel {...beside} id={panelId} />}
      </div>
      <OpeningScript nonce={props.nonce} />
    </div>
  );
}
