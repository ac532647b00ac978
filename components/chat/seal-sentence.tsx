"use client";
import { useEffect, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { Gap } from "@/lib/chat/conversation/gap";
import type { ConversationState } from "@/lib/chat/conversation/state";
import { POLL_MS } from "@/lib/realtime/rungs/polling";

/** A gap that was closed is told for this long; after that it stands in the details. */
const TOLD_MS = 20_000;

/** What the seal says where there is room. */
export function SealSentence({ state }: { state: ConversationState }) {
  const t = useTranslations("chat.seal");
  const format = useFormatter();
  const closed = useClosedGap(state.gap);
  const { liveness, completeTo: seq, confirmedAt } = state;
  const time = (at: number) => format.dateTime(new Date(at), "time");
  switch (liveness) {
    case "live":
    case "polled": {
      if (state.gap?.closedAt === null) return t("fetching", { seq });
      if (closed) return t("fetched", { ...countsOf(closed), time: time(closed.closedAt) });
      const how = liveness === "polled" ? "polled" : state.rung === "sse" ? "fallback" : "live";
      return t(seq > 0 ? how : `${how}Empty`, { seq, seconds: POLL_MS / 1000 });
    }
    case "reconnecting":
      return confirmedAt ? t("reconnecting", { seq, time: time(confirmedAt) }) : t("reconnectingFirst");
    case "offline": {
      const waiting = waitingIn(state);
      return confirmedAt
        ? t("offline", { waiting, seq, time: time(confirmedAt) })
        : t("offlineFirst", { waiting });
    }
    default:
      return t(liveness);
  }
}

/** What it says where there is little, as on a phone. */
export function ShortSentence({ state }: { state: ConversationState }) {
  const t = useTranslations("chat.seal.short");
  const closed = useClosedGap(state.gap);
  const { liveness } = state;
  const isCurrent = liveness === "live" || liveness === "polled";
  if (isCurrent && state.gap?.closedAt === null) return t("fetching");
  if (isCurrent && closed) return t("fetched", { count: closed.messages || closed.missed });
  if (liveness === "live" && state.rung === "sse") return t("fallback");
  return t(liveness, { waiting: waitingIn(state), seconds: POLL_MS / 1000 });
}

/** How much a gap held, for a sentence that speaks of messages, or of changes if no message was among them. */
export function countsOf({ missed, messages }: Gap) {
  return { messages, changes: missed - messages };
}

/** What will go by itself. A refused message waits for its writer and not for the network. */
export function waitingIn({ outbox }: ConversationState): number {
  return outbox.filter(({ state }) => state.kind !== "refused").length;
}

/** The last gap, as long as it was closed just now. */
function useClosedGap(gap: Gap | null): (Gap & { closedAt: number }) | null {
  const closedAt = gap?.closedAt ?? null;
  const [toldAt, setToldAt] = useState(() => (closedAt && Date.now() - closedAt > TOLD_MS ? closedAt : null));
  useEffect(() => {
    if (closedAt === null) return;
    const timer = setTimeout(() => setToldAt(closedAt), Math.max(0, closedAt + TOLD_MS - Date.now()));
    return () => clearTimeout(timer);
  }, [closedAt]);
  return gap && closedAt !== null && closedAt !== toldAt ? { ...gap, closedAt } : null;
}
