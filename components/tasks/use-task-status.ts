"use client";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { answerOf } from "@/components/people/answer";
import { setTaskStatus } from "@/lib/tasks/actions";
import type { TaskRefusal } from "@/lib/tasks/refusal";
import { useRefusal } from "./use-refusal";
import { useWhen } from "./use-when";

/** How long one may take back what a finger did by mistake. */
const UNDO_MS = 10_000;

/** Completes a task or opens it again, and says what became of it. */
export function useTaskStatus({ id, title }: { id: string; title: string }) {
  const t = useTranslations("tasks.status");
  const when = useWhen();
  const say = useRefusal();
  const [isPending, start] = useTransition();
  const [refused, setRefused] = useState<TaskRefusal | null>(null);

  const change = (isCompleted: boolean) =>
    start(async () => {
      setRefused(null);
      const answer = await answerOf(setTaskStatus({ id, isCompleted }));
      if (!answer.ok) return setRefused(answer);
      if (answer.quicker) toast(t("quicker", { name: answer.quicker.name, when: when(answer.quicker.at) }));
      else if (isCompleted)
        toast.success(t("completed", { title }), {
          duration: UNDO_MS,
          action: { label: t("undo"), onClick: () => void undo() },
        });
      else toast.success(t("reopened", { title }));
    });

  // By then the task stands elsewhere on the page, and what began it is gone.
  const undo = async () => {
    const answer = await answerOf(setTaskStatus({ id, isCompleted: false }));
    if (answer.ok) toast.success(t("reopened", { title }));
    else toast.error(say(answer));
  };

  return { isPending, refused: refused && say(refused), change };
}
