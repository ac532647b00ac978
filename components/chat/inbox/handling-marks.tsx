"use client";
import { Check, Clock } from "lucide-react";
import { useTranslations } from "use-intl";
import { Avatar } from "@/components/ui/avatar";
import { useClock } from "@/components/ui/use-clock";
import { handlingOf } from "@/lib/chat/inbox/views";
import type { Conversation } from "@/lib/chat/schema";
import { useWaited } from "./use-waited";

/** How a conversation of the list stands: since when the team waits, and who of the organisers answers. */
export function HandlingMarks({ conversation }: { conversation: Conversation }) {
  const t = useTranslations("inbox.mark");
  const waitedSince = useWaited();
  const handling = handlingOf(conversation, useClock());
  const { waiting_since, assignee_name } = conversation;
  return (
    <>
      {handling === "waiting" && waiting_since && (
        <span className="shrink-0 font-board text-[15px] font-semibold text-red">
          <span className="sr-only">{t("waiting")} </span>
          {waitedSince(waiting_since)}
        </span>
      )}
      {handling === "snoozed" && (
        <span className="shrink-0 text-amber">
          <Clock aria-hidden="true" size={16} />
          <span className="sr-only">{t("snoozed")}</span>
        </span>
      )}
      {handling === "resolved" && (
        <span className="shrink-0 text-live">
          <Check aria-hidden="true" size={16} />
          <span className="sr-only">{t("resolved")}</span>
        </span>
      )}
      {assignee_name && (
        <span title={assignee_name} className="shrink-0">
          <Avatar name={assignee_name} className="size-6 text-[10px]" />
          <span className="sr-only">{t("assignee", { name: assignee_name })}</span>
        </span>
      )}
    </>
  );
}
