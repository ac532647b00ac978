"use client";
import { ArrowDown } from "lucide-react";
import { type RefObject, useEffect, useMemo, useRef } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { ConversationStore } from "@/lib/chat/conversation/conversation";
import type { ConversationState } from "@/lib/chat/conversation/state";
import { namedByEdit } from "@/lib/chat/mentions/groups";
import type { Mentionable } from "@/lib/chat/schema";
import { Earlier } from "./earlier";
import { MessageRows } from "./message-rows";
import { useOwnMentions } from "./message-text";
import { OutboxEntries } from "./outbox-entries";
import { useArrival } from "./use-arrival";
import type { Reader } from "./use-conversation";
import { usePinnedScroll } from "./use-pinned-scroll";

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
  arriveAt,
}: ConversationPartProps & { arriveAt: number | null }) {
  const t = useTranslations("chat");
  const scroller = useRef<HTMLElement>(null);
  const { messages, outbox } = state;
  const first = messages[0]?.seq ?? 0;
  const last = messages.at(-1)?.seq ?? 0;
  const { isAtEnd, unseen, toEnd } = usePinnedScroll(scroller, { first, last, outboxLength: outbox.length });
  useArrival(scroller, arriveAt, state, store.loadEarlier);

  const own = useOwnMentions();
  const named = useMemo(() => namedByEdit(messages, own), [messages, own]);

  // What stands at the end of a page that someone looks at has been read.
  useEffect(() => {
    const read = () => {
      if (isAtEnd && last > 0 && document.visibilityState === "visible") store.readUpTo(last, named);
    };
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [isAtEnd, last, named, store]);

  const edit = (id: string) => {
    store.edit(id);
    composer.current?.focus();
  };

  return (
    <div className="relative min-h-0 flex-1">
      {/* Focusable, so that it scrolls by keyboard too. */}
      <section
        ref={scroller}
        aria-label={t("messages")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable without a mouse
        tabIndex={0}
        className="relative flex h-full flex-col overflow-y-auto px-3 pt-4 pb-2 [overflow-anchor:none] md:px-5"
      >
        <div className="mt-auto" />
        {messages.length > 0 ? (
          <Earlier state={state} onLoad={store.loadEarlier} scroller={scroller} />
        ) : (
          outbox.length === 0 && (
            <p className="py-8 text-center text-muted">{t(`empty.${reader.role}`, { team: teamName })}</p>
          )
        )}
        <MessageRows messages={messages} />
        <OutboxEntries
          outbox={outbox}
          mentionables={mentionables}
          onRetry={store.retry}
          onDiscard={store.discard}
          onEdit={edit}
        />
      </section>
      {unseen > 0 && (
        <Button
          onClick={toEnd}
          className="animate-arrive absolute bottom-3 left-1/2 flex -translate-x-1/2 items-center gap-1.5 rounded-full shadow-sheet"
        >
          {t("newMessages", { count: unseen })}
          <ArrowDown aria-hidden="true" size={16} />
        </Button>
      )}
    </div>
  );
}
