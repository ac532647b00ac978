"use client";
import { useFormatter, useTranslations } from "use-intl";
import type { ConversationState } from "@/lib/chat/conversation/state";

const DOT = {
  live: "bg-live",
  connecting: "bg-line",
  reconnecting: "bg-amber",
  signed_out: "bg-red",
  gone: "bg-red",
} as const;

/** Says what is known and whether it is current: the place for the eye when in doubt. */
export function Seal({ state }: { state: ConversationState }) {
  const t = useTranslations("chat.seal");
  return (
    <p
      role="status"
      data-liveness={state.liveness}
      data-complete-to={state.completeTo}
      className="flex shrink-0 items-center gap-2 rounded-full border border-line px-3 py-1 text-[13px] text-muted"
    >
      <span aria-hidden="true" className={`size-2 rounded-full ${DOT[state.liveness]}`} />
      <span className="md:hidden">{t(`short.${state.liveness}`)}</span>
      <span className="hidden md:inline">
        <Sentence state={state} />
      </span>
    </p>
  );
}

function Sentence({ state }: { state: ConversationState }) {
  const t = useTranslations("chat.seal");
  const format = useFormatter();
  const { liveness, completeTo: seq, confirmedAt } = state;
  switch (liveness) {
    case "live":
      return seq > 0 ? t("live", { seq }) : t("liveEmpty");
    case "reconnecting":
      return confirmedAt
        ? t("reconnecting", { seq, time: format.dateTime(new Date(confirmedAt), "time") })
        : t("reconnectingFirst");
    default:
      return t(liveness);
  }
}
