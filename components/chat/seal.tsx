"use client";
import { type ToggleEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
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

/** Between the seal and its details. */
const DISTANCE_PX = 8;

/** Says what is known and whether it is current: the place for the eye when in doubt. A click tells the details. */
export function Seal({ state }: { state: ConversationState }) {
  const t = useTranslations("chat.seal");
  const { liveness } = state;
  const detailsId = useId();
  const button = useRef<HTMLButtonElement>(null);
  const details = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);

  const place = () => {
    const box = button.current?.getBoundingClientRect();
    if (!box || !details.current) return;
    details.current.style.top = `${box.bottom + DISTANCE_PX}px`;
    details.current.style.right = `${document.documentElement.clientWidth - box.right}px`;
  };
  useEffect(() => {
    if (!isOpen) return;
    window.addEventListener("resize", place);
    return () => window.removeEventListener("resize", place);
  });
  const onBeforeToggle = ({ newState }: ToggleEvent) => {
    setOpen(newState === "open");
    place();
  };

  return (
    <div
      data-liveness={liveness}
      data-complete-to={state.completeTo}
      data-rung={state.rung}
      className="shrink-0 text-[13px]"
    >
      <button
        ref={button}
        type="button"
        popoverTarget={detailsId}
        className="flex min-h-8 cursor-pointer items-center gap-2 rounded-full border border-line px-3 py-1 text-muted hover:bg-blue-soft"
      >
        {/* Beside the list of conversations there is room for the whole sentence from 1,024 pixels on. */}
        <span aria-hidden="true" className={`size-2 shrink-0 rounded-full ${DOT[liveness]}`} />
        <span className="lg:hidden">
          <ShortSentence state={state} />
        </span>
        <span className="hidden lg:inline">
          <SealSentence state={state} />
        </span>
      </button>
      {/* biome-ignore lint/a11y/useSemanticElements: a popover is no set of form fields */}
      <div
        ref={details}
        id={detailsId}
        popover="auto"
        role="group"
        aria-label={t("details.label")}
        onBeforeToggle={onBeforeToggle}
        className="fixed inset-auto w-80 max-w-[calc(100vw-1.5rem)] rounded-large border border-line bg-sheet p-4 text-ink shadow-sheet"
      >
        {isOpen && <SealDetails state={state} />}
      </div>
      {/* Apart from the button: only how current it is is announced, not every number. */}
      <p role="status" className="sr-only">
        {t(liveness === "live" && state.rung === "sse" ? "spoken.fallback" : `spoken.${liveness}`)}
      </p>
    </div>
  );
}
