"use client";
import { ListChecks, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { TaskState } from "../references/task-state";
import { useReference } from "../references/use-reference";

/** The task that the next message asks about, as it stands now. */
export function AboutChip({ task, onRemove }: { task: string; onRemove: () => void }) {
  const t = useTranslations("chat.about");
  const referent = useReference({ noun: "task", id: task });
  return (
    <div className="m-1 mb-2 flex items-center gap-3 rounded-medium border border-line bg-ice py-1.5 pr-1.5 pl-3">
      <ListChecks aria-hidden="true" size={20} className="shrink-0 text-blue" />
      <p className="min-w-0 flex-1 leading-snug">
        <span className="block text-[13px] text-muted">{t("label")}</span>
        {referent?.kind === "task" ? (
          <span className="flex flex-wrap items-baseline gap-x-2">
            <span className="min-w-0 truncate font-semibold">{referent.task.title}</span>
            <span className="font-board text-[15px] font-semibold">
              <TaskState task={referent.task} />
            </span>
          </span>
        ) : (
          <span className="text-muted">{t(referent ? "missing" : "loading")}</span>
        )}
      </p>
      <button
        type="button"
        aria-label={t("remove")}
        title={t("remove")}
        onClick={onRemove}
        className="inline-flex size-9 shrink-0 cursor-pointer items-center justify-center rounded-small text-muted hover:bg-blue-soft hover:text-ink"
      >
        <X aria-hidden="true" size={16} />
      </button>
    </div>
  );
}
