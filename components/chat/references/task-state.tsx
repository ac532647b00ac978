"use client";
import { useTranslations } from "use-intl";
import { TimeLeft } from "@/components/ui/deadline";
import type { ReferredTask } from "@/lib/chat/references/references";

/** "Open · 3 days left", "Done", "Withdrawn". */
export function TaskState({ task }: { task: ReferredTask }) {
  const t = useTranslations("chat.references.task");
  if (task.withdrawn) return <span className="text-muted">{t("withdrawn")}</span>;
  if (task.status === "completed") return <span className="text-muted">{t("completed")}</span>;
  return (
    <>
      {t("open")} · <TimeLeft dueAt={task.due_at} isCompleted={false} />
    </>
  );
}
