"use client";
import { useTransition } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { useLive } from "@/components/live/live-provider";
import { answerOf } from "@/components/people/answer";
import type { HandlingAnswer } from "@/lib/chat/inbox/schema";

/** Does something with the conversation, and says so when it was not done. The list then tells what it became. */
export function useHandling() {
  const t = useTranslations("inbox.failed");
  const { list } = useLive();
  const [isBusy, start] = useTransition();
  return {
    isBusy,
    handle: (act: () => Promise<HandlingAnswer>) =>
      start(async () => {
        const answer = await answerOf(act());
        if (!answer.ok) toast.error(t(answer.code));
        list.refresh();
      }),
  };
}
