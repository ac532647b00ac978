"use client";
import { X } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

/** Says that the message one came for is not there: the end of the conversation is shown instead. */
export function UnknownPlace({ seq }: { seq: number }) {
  const t = useTranslations("chat.unknownPlace");
  const [isOpen, setOpen] = useState(true);
  if (!isOpen) return null;
  return (
    <div className="flex items-center gap-3 border-b border-line bg-amber-soft px-3 py-1.5 md:px-5">
      <p role="status" className="min-w-0 flex-1">
        {t("text", { seq })}
      </p>
      <button
        type="button"
        aria-label={t("close")}
        onClick={() => setOpen(false)}
        className="-mr-1.5 flex size-9 shrink-0 cursor-pointer items-center justify-center rounded-small hover:bg-sheet"
      >
        <X aria-hidden="true" size={16} />
      </button>
    </div>
  );
}
