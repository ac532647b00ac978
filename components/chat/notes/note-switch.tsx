"use client";
import { MessageSquare, NotebookPen } from "lucide-react";
import { useTranslations } from "use-intl";

/**
 * What is being written: a message to the team, or a note among organisers. Each has a text of its own, and nothing turns
 * from one to the other but this.
 */
export function NoteSwitch({
  isNote,
  hasOther,
  onTurn,
}: {
  isNote: boolean;
  /** Something waits in the other one. */
  hasOther: boolean;
  onTurn: (isNote: boolean) => void;
}) {
  const t = useTranslations("notes.switch");
  return (
    // biome-ignore lint/a11y/useSemanticElements: two buttons, and no fields of a form
    <div role="group" aria-label={t("label")} className="flex flex-wrap items-center gap-1 pb-1 text-[13px]">
      {[false, true].map((note) => {
        const Icon = note ? NotebookPen : MessageSquare;
        return (
          <button
            key={String(note)}
            type="button"
            aria-pressed={isNote === note}
            onClick={() => onTurn(note)}
            className={`flex min-h-12 cursor-pointer items-center gap-1.5 rounded-medium px-3 font-medium md:min-h-9 ${
              isNote !== note
                ? "hover:underline"
                : note
                  ? "border border-plum bg-sheet font-semibold text-plum"
                  : "bg-blue-soft font-semibold text-blue"
            }`}
          >
            <Icon aria-hidden="true" size={16} />
            {t(note ? "note" : "message")}
            {hasOther && isNote !== note && (
              <span className="text-plum">
                <span aria-hidden="true">•</span>
                <span className="sr-only">{t("waits")}</span>
              </span>
            )}
          </button>
        );
      })}
      {/* A phone has no room for it beside the buttons: there the field says it, and nothing moves. */}
      {isNote && <span className="hidden px-2 font-semibold text-plum md:inline">{t("onlyOrganisers")}</span>}
    </div>
  );
}
