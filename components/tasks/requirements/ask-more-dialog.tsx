"use client";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { answerOf } from "@/components/people/answer";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormMessage } from "@/components/ui/form-message";
import { askMoreTeams } from "@/lib/tasks/requirements/actions";
import type { RequirementRefusal } from "@/lib/tasks/requirements/refusal";
import type { AskableTeam } from "@/lib/tasks/requirements/schema";
import { Refused } from "./refused";
import { TeamPicker } from "./team-picker";

/** Asks teams that were not asked yet for the same. */
export function AskMoreDialog({
  id,
  teams,
  onClose,
}: {
  id: string;
  /** Those that are not asked yet. */
  teams: Omit<AskableTeam, "people">[];
  onClose: () => void;
}) {
  const t = useTranslations("requirements");
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<RequirementRefusal | null>(null);
  const [pending, start] = useTransition();
  const ask = async () => {
    setRefused(null);
    const answer = await answerOf(askMoreTeams({ id, teams: [...picked] }));
    if (!answer.ok) return setRefused(answer);
    toast.success(t("more.done", { count: picked.size }));
    onClose();
  };
  return (
    <Dialog title={t("more.title")} onClose={onClose}>
      <form
        className="mt-3 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending) start(ask);
        }}
      >
        <p className="text-muted">{t("more.text")}</p>
        <TeamPicker
          legend={t("teams.legend")}
          teams={teams}
          picked={picked}
          onPick={setPicked}
          error={refused?.code === "no_teams" ? t("refused.no_teams") : null}
        />
        {refused?.code === "due_past" ? (
          <FormMessage tone="error">{t("more.past")}</FormMessage>
        ) : (
          <Refused code={refused && refused.code !== "no_teams" ? refused.code : null} />
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" disabled={pending}>
            {pending ? t("working") : t("form.ask", { count: picked.size })}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
