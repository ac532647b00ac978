"use client";
import { Check, RotateCcw } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { useConversationList } from "@/components/live/live-provider";
import { useClock } from "@/components/ui/use-clock";
import { reopenConversation, resolveConversation } from "@/lib/chat/inbox/actions";
import { handlingOf } from "@/lib/chat/inbox/views";
import type { Conversation, Mentionable } from "@/lib/chat/schema";
import { useConversationPlace } from "../conversation-context";
import { AssignMenu } from "./assign-menu";
import { NextWaiting } from "./next-waiting";
import { SnoozeMenu } from "./snooze-menu";
import { BAR_BUTTON } from "./style";
import { useHandling } from "./use-handling";
import { useWaited } from "./use-waited";

/** For organisers, beneath a conversation's heading: whether it waits, who answers, and who waits next. */
export function InboxBar({
  mentionables,
  seenSeq,
}: {
  mentionables: readonly Mentionable[];
  /** The newest place that is on the screen. */
  seenSeq: number;
}) {
  const t = useTranslations("inbox");
  const { teamId, reader } = useConversationPlace();
  const { handle, isBusy } = useHandling();
  const handling = useHandlingOf(teamId);
  // Of an archived team nobody waits.
  if (reader.role !== "admin" || !handling) return null;
  const { conversation, state } = handling;
  const isOpen = state === "waiting" || state === "quiet" || state === "snoozed";
  const Icon = isOpen ? Check : RotateCcw;
  return (
    <section
      aria-label={t("bar.label")}
      className="flex h-12 items-center gap-1 border-b border-line bg-sheet px-3 md:px-5"
    >
      <State conversation={conversation} state={state} />
      <AssignMenu conversation={conversation} mentionables={mentionables} />
      <button
        type="button"
        // Not disabled: that would take the focus away.
        aria-disabled={isBusy}
        className={BAR_BUTTON}
        onClick={() => {
          if (isBusy) return;
          handle(() => (isOpen ? resolveConversation({ teamId, seenSeq }) : reopenConversation({ teamId })));
        }}
      >
        <Icon aria-hidden="true" size={18} strokeWidth={1.8} />
        <span className="max-lg:sr-only">{t(isOpen ? "resolve" : "reopen")}</span>
      </button>
      {(state === "waiting" || state === "snoozed") && (
        <SnoozeMenu isSnoozed={state === "snoozed"} seenSeq={seenSeq} />
      )}
      {state !== "waiting" && <NextWaiting />}
    </section>
  );
}

function useHandlingOf(teamId: string) {
  const now = useClock();
  const conversation = useConversationList().find((one) => one.team_id === teamId);
  return conversation && { conversation, state: handlingOf(conversation, now) };
}

function State({
  conversation,
  state,
}: {
  conversation: Conversation;
  state: ReturnType<typeof handlingOf>;
}) {
  const t = useTranslations("inbox.bar");
  const format = useFormatter();
  const waitedSince = useWaited();
  const { venueZone } = useConversationPlace();
  const { waiting_since, snoozed_until } = conversation;
  const tones = { waiting: "text-red", snoozed: "text-amber", resolved: "text-live", quiet: "text-muted" };
  const text = () => {
    if (state === "waiting" && waiting_since) return t("waiting", { duration: waitedSince(waiting_since) });
    if (state === "snoozed" && snoozed_until) {
      // By the clock that it was chosen by.
      const time = format.dateTime(new Date(snoozed_until), {
        ...{ weekday: "short", day: "numeric", month: "short" },
        ...{ hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: venueZone },
      });
      return t("snoozed", { time });
    }
    return t(state === "resolved" ? "resolved" : "quiet");
  };
  return (
    <p data-testid="handling" className={`min-w-0 truncate pr-1 text-[14px] font-medium ${tones[state]}`}>
      {text()}
    </p>
  );
}
