"use client";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { answerOf } from "@/components/people/answer";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormMessage } from "@/components/ui/form-message";
import { useClock } from "@/components/ui/use-clock";
import { type DueAnswer, setTaskDue } from "@/lib/tasks/requirements/actions";
import { dueOf, laterBy, typedDue } from "@/lib/tasks/requirements/due";
import type { SeenDue } from "@/lib/tasks/requirements/schema";
import { DueField } from "./due-field";
import { formRefusal, useProblems } from "./problems";
import { Refused } from "./refused";
import { VenueTime } from "./venue-time";

const DAYS = [1, 2, 7] as const;

/** Gives one team another deadline than the others have, or theirs again. */
export function DueDialog({
  task,
  othersDueAt,
  venueZone,
  onClose,
}: {
  task: SeenDue & { id: string; teamName: string };
  /** The deadline that the other teams have. */
  othersDueAt: string;
  venueZone: string;
  onClose: () => void;
}) {
  const t = useTranslations("requirements");
  const now = useClock();
  // As it was when the dialog opened: what others write meanwhile comes to the page beneath, and is not overwritten unseen.
  const [seen, setSeen] = useState<SeenDue>(task);
  const [typed, setTyped] = useState(() => typedDue(task.dueAt, venueZone));
  const [refused, setRefused] = useState<Exclude<DueAnswer, { ok: true }> | null>(null);
  const [sent, setSent] = useState<{ dueAt: string } | null>(null);
  const [pending, start] = useTransition();
  const due = dueOf(typed, venueZone, seen.dueAt);
  const refusal = refused?.code === "changed" ? null : refused;
  const problemOf = useProblems(refusal, due, sent, { dueAt: typed });

  const set = async (dueAt: string | null) => {
    setRefused(null);
    const answer = await answerOf(setTaskDue({ id: task.id, seenDueAt: seen.dueAt, dueAt }));
    if (!answer.ok) {
      if (answer.code === "changed") setSeen(answer.now);
      return setRefused(answer);
    }
    const isOwn = dueAt !== null && Date.parse(dueAt) !== Date.parse(othersDueAt);
    toast.success(t(isOwn ? "extend.done" : "extend.followed", { team: task.teamName }));
    onClose();
  };
  const later = (days: number) =>
    setTyped(typedDue(laterBy(seen.dueAt, days, venueZone, now).toISOString(), venueZone));

  return (
    <Dialog title={t("extend.title", { team: task.teamName })} onClose={onClose}>
      <form
        noValidate
        className="mt-3 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          setSent({ dueAt: typed });
          if (due.ok && !pending) start(() => set(due.dueAt));
        }}
      >
        <p className="text-muted">
          {t("extend.text")} <VenueTime at={othersDueAt} venueZone={venueZone} />
        </p>
        <DueField
          value={typed}
          onChange={setTyped}
          venueZone={venueZone}
          began={seen.dueAt}
          error={problemOf("dueAt")}
          readOnly={pending}
        />
        <div className="flex flex-wrap gap-2">
          {DAYS.map((days) => (
            <Button
              key={days}
              look="quiet"
              className="px-3! py-1!"
              disabled={pending}
              onClick={() => later(days)}
            >
              {t("extend.later", { days })}
            </Button>
          ))}
        </div>
        {refused?.code === "changed" && (
          <FormMessage tone="error">
            {t("extend.changed")} <VenueTime at={refused.now.dueAt} venueZone={venueZone} />
          </FormMessage>
        )}
        <Refused code={formRefusal(refusal)} />
        <div className="flex flex-wrap items-center justify-end gap-2">
          {seen.hasOwnDue && (
            <Button look="link" className="mr-auto" disabled={pending} onClick={() => start(() => set(null))}>
              {t("extend.follow")}
            </Button>
          )}
          <Button look="quiet" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" disabled={pending}>
            {t(pending ? "working" : "extend.confirm")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
