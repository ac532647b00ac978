"use client";
import { Pencil, X } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Edit } from "@/lib/chat/edits/edits";

/** Says above the text that it is a message's, and why it could not be stored. */
export function EditingBanner({ edit, onLeave }: { edit: Edit; onLeave: () => void }) {
  const t = useTranslations("chat.editing");
  const refusal = useTranslations("chat.changeRefused");
  const { state } = edit;
  return (
    <div className="mb-1 px-2 pt-1">
      <div className="flex items-center gap-2.5 text-[14px]">
        <Pencil aria-hidden="true" size={16} className="shrink-0 text-blue" />
        <p role="status" className="min-w-0 flex-1">
          <span className="font-semibold">{t(state === "saving" ? "saving" : "title")}</span>{" "}
          <span className="text-muted max-md:hidden">{t("escape")}</span>
        </p>
        <button
          type="button"
          aria-label={t("leave")}
          title={t("leave")}
          onClick={onLeave}
          className="inline-flex size-9 shrink-0 cursor-pointer items-center justify-center rounded-small text-muted hover:bg-blue-soft hover:text-ink"
        >
          <X aria-hidden="true" size={16} />
        </button>
      </div>
      {typeof state === "object" && (
        <p role="alert" className="pb-1 text-[13px] text-red">
          {refusal(state.refused)} {t("kept")}
        </p>
      )}
    </div>
  );
}
