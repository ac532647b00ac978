"use client";
import { type RefObject, useEffect, useEffectEvent, useRef } from "react";
import { useTranslations } from "use-intl";
import type { VirtualizerHandle } from "virtua";
import type { ConversationStore } from "@/lib/chat/conversation/conversation";
import type { ConversationState } from "@/lib/chat/conversation/state";
import type { Mentionable } from "@/lib/chat/schema";
import { ListEdge } from "./list-edge";
import { MessageRows } from "./message-rows";
import { NotesSlot, useNotesHere } from "./notes/notes-context";
import { OutboxEntries } from "./outbox-entries";
import { ToNewest } from "./to-newest";
import type { Reader } from "./use-conversation";
import { useOpening } from "./use-opening";
import { useReadingMarks } from "./use-reading-marks";
import { useView } from "./use-view";

export type ConversationPartProps = {
  reader: Reader;
  teamName: string;
  mentionables: readonly Mentionable[];
  state: ConversationState;
  store: ConversationStore;
  composer: RefObject<HTMLTextAreaElement | null>;
};

/** The loaded messages and what is on its way, in a scroller that stays at the end while one reads the end. */
export function MessageList({
  reader,
  teamName,
  mentionables,
  state,
  store,
  composer,
}: ConversationPartProps) {
  const t = useTranslations("chat");
  const scroller = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const { messages, outbox } = state;
  useOpening(list, scroller, state);
  const { view, toEnd } = useView({ list, scroller, content }, state, store);
  useReadingMarks(view, state, store);
  useStoredNote(toEnd);

  const edit = (id: string, seen?: number) => {
    store.edit(id, seen);
    composer.current?.focus();
  };

  return (
    <div className="relative min-h-0 flex-1">
      {/* Focusable, so that it scrolls by keyboard too. */}
      <section
        ref={scroller}
        data-opens
        aria-label={t("messages")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable without a mouse
        tabIndex={0}
        className="relative h-full overflow-y-auto [overflow-anchor:none]"
      >
        <div ref={content} className="flex min-h-full flex-col justify-end px-3 md:px-5">
          {messages.length > 0 ? (
            <ListEdge
              side="earlier"
              hasMore={state.hasEarlier}
              loading={state.earlier}
              onLoad={store.loadEarlier}
              scroller={scroller}
            >
              {t("beginning")}
            </ListEdge>
          ) : (
            outbox.length === 0 && (
              <p className="py-8 text-center text-muted">{t(`empty.${reader.role}`, { team: teamName })}</p>
            )
          )}
          {messages.length === 0 && <NotesSlot seq={0} />}
          <MessageRows
            key={state.window}
            handle={list}
            scroller={scroller}
            messages={messages}
            unreadFrom={state.unreadFrom}
            size={state.headSeq}
            opening={state.opening}
          />
          {state.hasLater && (
            <ListEdge
              side="later"
              hasMore
              loading={state.later}
              onLoad={store.loadLater}
              scroller={scroller}
            />
          )}
          <OutboxEntries
            outbox={outbox}
            messages={messages}
            mentionables={mentionables}
            onRetry={store.retry}
            onDiscard={store.discard}
            onEdit={edit}
          />
        </div>
      </section>
      <ToNewest
        view={view}
        state={state}
        onClick={() => {
          toEnd();
          // The button goes away, and with it the focus would.
          scroller.current?.focus({ preventScroll: true });
        }}
      />
    </div>
  );
}

/** Whoever notes something wants to see it. */
function useStoredNote(toEnd: () => void) {
  const stored = useNotesHere()?.stored;
  const show = useEffectEvent(toEnd);
  useEffect(() => {
    if (stored) show();
  }, [stored]);
}
