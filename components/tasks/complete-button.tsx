"use client";
import { Check, LoaderCircle } from "lucide-react";
import { useTranslations } from "use-intl";

/** Delivers a task with one tap; where it is done, the sign for that, and of an archived team the place of either. */
export function CompleteButton({
  title,
  isCompleted,
  isArchived,
  isPending,
  onComplete,
}: {
  title: string;
  isCompleted: boolean;
  isArchived: boolean;
  isPending: boolean;
  onComplete: () => void;
}) {
  const t = useTranslations("tasks.row");
  if (isCompleted)
    return (
      <span className="flex size-11 shrink-0 items-center justify-center">
        <span className="flex size-6 items-center justify-center rounded-full bg-blue-soft text-blue">
          <Check aria-hidden="true" size={15} strokeWidth={3} />
        </span>
        <span className="sr-only">{t("isDone")}</span>
      </span>
    );
  if (isArchived) return <span className="size-11 shrink-0" />;
  return (
    // As large as a thumb, around a circle as large as a letter.
    <button
      type="button"
      disabled={isPending}
      aria-label={t(isPending ? "completing" : "complete", { title })}
      title={t("complete", { title })}
      onClick={onComplete}
      className="group relative z-10 flex size-11 shrink-0 cursor-pointer items-center justify-center rounded-full disabled:cursor-default"
    >
      {isPending ? (
        <LoaderCircle aria-hidden="true" size={24} className="text-blue motion-safe:animate-spin" />
      ) : (
        <span className="flex size-6 items-center justify-center rounded-full border-2 border-muted text-transparent transition-colors duration-120 group-hover:border-blue group-hover:bg-blue group-hover:text-on-blue group-focus-visible:border-blue">
          <Check aria-hidden="true" size={14} strokeWidth={3} />
        </span>
      )}
    </button>
  );
}
