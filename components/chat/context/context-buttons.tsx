"use client";
import { PanelRight, X } from "lucide-react";
import { useId, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslations } from "use-intl";
import { useModal } from "@/components/ui/use-modal";
import { TeamContext, type TeamContextProps } from "./team-context";

const BUTTON =
  "inline-flex shrink-0 cursor-pointer items-center justify-center rounded-small text-muted hover:bg-blue-soft hover:text-ink";

type Props = TeamContextProps & {
  name: string;
  /** Of the panel beside the conversation. */
  panelId: string;
  isFolded: boolean;
  onToggle: () => void;
};

/** Shows and folds what stands beside the conversation; where there is no room beside it, it opens above. */
export function ContextButtons({ name, panelId, isFolded, onToggle, ...context }: Props) {
  const t = useTranslations("context");
  const [isOpen, setOpen] = useState(false);
  const icon = <PanelRight aria-hidden="true" size={18} />;
  return (
    <>
      <button
        type="button"
        aria-label={t("button", { team: name })}
        title={t("button", { team: name })}
        aria-expanded={!isFolded}
        aria-controls={isFolded ? undefined : panelId}
        onClick={onToggle}
        className={`${BUTTON} size-9 max-xl:hidden`}
      >
        {icon}
      </button>
      <button
        type="button"
        aria-label={t("button", { team: name })}
        title={t("button", { team: name })}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className={`${BUTTON} size-9 max-md:-mx-1.5 max-md:size-12 xl:hidden`}
      >
        {icon}
      </button>
      {isOpen && <Sheet name={name} onClose={() => setOpen(false)} {...context} />}
    </>
  );
}

function Sheet({ name, onClose, ...context }: TeamContextProps & { name: string; onClose: () => void }) {
  const t = useTranslations("context");
  const modal = useModal(onClose);
  const titleId = useId();
  return createPortal(
    <dialog
      {...modal}
      aria-labelledby={titleId}
      className="m-0 ml-auto h-dvh max-h-none w-[min(24rem,100vw)] max-w-none overflow-y-auto border-l border-line bg-sheet p-3 text-ink shadow-sheet backdrop:bg-rail/60"
    >
      <div className="flex items-center justify-between gap-3">
        <h2 id={titleId} className="min-w-0 truncate px-2 text-2xl">
          {name}
        </h2>
        <button type="button" aria-label={t("close")} onClick={onClose} className={`${BUTTON} size-12`}>
          <X aria-hidden="true" size={20} />
        </button>
      </div>
      <TeamContext {...context} />
    </dialog>,
    document.body,
  );
}
