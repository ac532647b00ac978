"use client";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { ConversationStore } from "@/lib/chat/conversation/conversation";
import type { ConversationState } from "@/lib/chat/conversation/state";
import { answersSince } from "@/lib/chat/outbox/answers";
import { Excerpt } from "../answered-meanwhile";
import { useConversationPlace } from "../conversation-context";

/** Says above what an organiser is writing that another has answered since they began: before they send it. */
export function AnsweredNote({ state, store }: { state: ConversationState; store: ConversationStore }) {
  const t = useTranslations("current");
  const { reader } = useConversationPlace();
  const { writtenAfter } = state.draft;
  if (reader.role !== "admin" || writtenAfter === null) return null;
  const newest = answersSince(state.messages, writtenAfter, reader.id).at(-1);
  if (!newest) return null;
  return (
    <div
      role="status"
      className="mb-1.5 flex items-start gap-3 rounded-medium bg-amber-soft px-3 py-1.5 text-[14px]"
    >
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{t("answered", { name: newest.sender_name })}</p>
        <Excerpt message={newest} />
      </div>
      <Button
        look="link"
        className="min-h-12 shrink-0 px-2 md:min-h-9"
        onClick={(event) => {
          // The button goes away, and with it the focus would.
          event.currentTarget.closest("form")?.querySelector("textarea")?.focus();
          store.saw(newest.seq);
        }}
      >
        {t("seen")}
      </Button>
    </div>
  );
}
