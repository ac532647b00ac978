"use client";
import { ArrowDown } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { ConversationState } from "@/lib/chat/conversation/state";
import type { View } from "./view";

/** The way down: how many messages are below that one has not seen, or only an arrow from far above. */
export function ToNewest({
  view,
  state,
  onClick,
}: {
  view: View;
  state: ConversationState;
  onClick: () => void;
}) {
  const t = useTranslations("chat");
  const { headSeq, moving } = state;
  const seenTo = useSeenTo(view, state);
  const unseen = Math.max(0, headSeq - seenTo);
  if (view.isAtEnd || (unseen === 0 && !view.isFar)) return null;
  return (
    <Button
      look={unseen > 0 || moving === "failed" ? "primary" : "quiet"}
      onClick={onClick}
      aria-busy={moving === "loading"}
      aria-label={unseen > 0 || moving === "failed" ? undefined : t("toNewest")}
      className="animate-arrive absolute bottom-3 left-1/2 flex min-h-10 min-w-10 -translate-x-1/2 items-center justify-center gap-1.5 rounded-full! px-3! shadow-above"
    >
      {moving === "failed" ? t("notMoved") : unseen > 0 && t("newMessages", { count: unseen })}
      <ArrowDown aria-hidden="true" size={16} />
    </Button>
  );
}

/** The furthest place one has seen: up to where one had read before, and what has been in view since. */
function useSeenTo(view: View, { unreadFrom, headSeq }: ConversationState): number {
  const [seenTo, setSeenTo] = useState(unreadFrom === null ? headSeq : unreadFrom - 1);
  const furthest = Math.max(seenTo, view.isAtEnd ? headSeq : view.last);
  if (furthest > seenTo) setSeenTo(furthest);
  return furthest;
}
