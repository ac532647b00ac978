"use client";
import { useTranslations } from "use-intl";
import { Popover } from "@/components/ui/popover";
import type { ConversationState, Liveness } from "@/lib/chat/conversation/state";
import { SealDetails } from "./seal-details";
import { SealSentence, ShortSentence } from "./seal-sentence";

const DOT: Record<Liveness, string> = {
  live: "bg-live",
  polled: "bg-amber",
  connecting: "bg-line",
  reconnecting: "bg-amber",
  offline: "bg-red",
  signed_out: "bg-red",
  gone: "bg-red",
};

/** Says what is known and whether it is current: the place for the eye when in doubt. A click tells the details. */
export function Seal({ state }: { state: ConversationState }) {
  const t = useTranslations("chat.seal");
  const { liveness } = state;
  return (
    <div
      data-liveness={liveness}
      data-complete-to={state.completeTo}
      data-rung={state.rung}
      className="shrink-0 text-[13px]"
    >
      <Popover
        label={t("details.label")}
        className="flex min-h-8 cursor-pointer items-center gap-2 rounded-full border border-line px-3 py-1 text-muted hover:bg-blue-soft"
        button={
          <>
            {/* Beside the list of conversations there is room for the whole sentence from 1,024 pixels on. */}
            <span aria-hidden="true" className={`size-2 shrink-0 rounded-full ${DOT[liveness]}`} />
            <span className="lg:hidden">
              <ShortSentence state={state} />
            </span>
            <span className="hidden lg:inline">
              <SealSentence state={state} />
            </span>
          </>
        }
      >
        <SealDetails state={state} />
      </Popover>
      {/* Apart from the button: only how current it is is announced, not every number. */}
      <p role="status" className="sr-only">
        {t(liveness === "live" && state.rung === "sse" ? "spoken.fallback" : `spoken.${liveness}`)}
      </p>
    </div>
  );
}
