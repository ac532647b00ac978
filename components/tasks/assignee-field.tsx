"use client";
import { useState, useTransition } from "react";
import { useTranslations } from "use-intl";
import { answerOf } from "@/components/people/answer";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import { assignTask } from "@/lib/tasks/actions";
import type { Task } from "@/lib/tasks/schema";
import type { Reader } from "./task-view";
import { useRefusal } from "./use-refusal";

/** Who of the team sees to a task. A choice counts at once, unless somebody else has chosen meanwhile. */
export function AssigneeField({ task, reader }: { task: Task; reader: Reader }) {
  const t = useTranslations("tasks.assignee");
  const say = useRefusal();
  const [isPending, start] = useTransition();
  const [chosen, setChosen] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const before = task.assignee?.id ?? null;
  const isMember = task.people.some(({ id }) => id === reader.id);

  const choose = (after: string | null) => {
    setChosen(after ?? "");
    start(async () => {
      setRefused(null);
      const answer = await answerOf(assignTask({ id: task.id, before, after }));
      if (answer.ok) return;
      setRefused(
        answer.code === "changed" ? t("changed", { name: answer.now?.name ?? "none" }) : say(answer),
      );
    });
  };

  return (
    <div className="flex flex-col items-start gap-1">
      <div className="w-full">
        <SelectField
          label={t("label")}
          error={refused}
          hint={isPending ? t("saving") : undefined}
          // While it is being stored it shows the choice; before and afterwards, what holds.
          value={isPending && chosen !== null ? chosen : (before ?? "")}
          disabled={isPending}
          onChange={(event) => choose(event.target.value || null)}
        >
          <option value="">{t("nobody")}</option>
          {task.people.map(({ id, name }) => (
            <option key={id} value={id}>
              {id === reader.id ? t("you", { name }) : name}
            </option>
          ))}
        </SelectField>
      </div>
      {before === null && isMember && !isPending && !task.isCompleted && (
        <Button look="link" onClick={() => choose(reader.id)}>
          {t("take")}
        </Button>
      )}
    </div>
  );
}
