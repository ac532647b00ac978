"use client";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { answerOf } from "@/components/people/answer";
import { Button } from "@/components/ui/button";
import { ChangedMeanwhile } from "@/components/ui/changed-meanwhile";
import { Dialog } from "@/components/ui/dialog";
import { conflictsOf, rebase, withTheirs } from "@/lib/http/edit";
import { type EditAnswer, editRequirement, editTask } from "@/lib/tasks/requirements/actions";
import { dueOf, typedDue } from "@/lib/tasks/requirements/due";
import type { RequirementFields as Fields, Requirement } from "@/lib/tasks/requirements/schema";
import { formRefusal, useProblems } from "./problems";
import { Refused } from "./refused";
import { type Draft, RequirementFields } from "./requirement-fields";

/** Changes what is asked: of every team that it is asked of, or of one alone. */
export function EditDialog({
  of,
  asked,
  venueZone,
  onClose,
}: {
  of: "requirement" | "task";
  asked: Requirement;
  venueZone: string;
  onClose: () => void;
}) {
  const t = useTranslations("requirements");
  const [{ before, revision }, setBase] = useState(() => baseOf(asked));
  const [draft, setDraft] = useState<Draft>(() => draftOf(before, venueZone));
  const [conflicts, setConflicts] = useState<(keyof Fields)[]>([]);
  const [refused, setRefused] = useState<Exclude<EditAnswer, { ok: true }> | null>(null);
  const [sent, setSent] = useState<(Draft & { dueAt: string }) | null>(null);
  const [pending, start] = useTransition();
  const due = dueOf(draft.due, venueZone, before.dueAt);
  const values = { ...draft, dueAt: draft.due };
  const problemOf = useProblems(refused, due, sent, values);
  const after: Fields = {
    title: draft.title,
    description: draft.description,
    dueAt: due.ok ? due.dueAt : "",
  };

  const save = async () => {
    setSent(values);
    setRefused(null);
    setConflicts([]);
    if (!due.ok && due.code === "skipped") return;
    const door = of === "requirement" ? editRequirement : editTask;
    const answer = await answerOf(door({ id: asked.id, revision, before, after }));
    if (answer.ok) {
      toast.success(t("edit.saved"));
      return onClose();
    }
    setRefused(answer);
    if (answer.code !== "changed") return;
    const { now, revision: seen } = answer;
    setConflicts(conflictsOf({ before, after }, now));
    setBase({ before: now, revision: seen });
    setDraft(draftOf(rebase({ before, after }, now).after, venueZone));
  };

  return (
    <Dialog title={t("edit.title")} onClose={onClose}>
      <form
        noValidate
        className="mt-4 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending) start(save);
        }}
      >
        {of === "requirement" && <p className="text-muted">{t("edit.text")}</p>}
        <RequirementFields
          draft={draft}
          onChange={setDraft}
          began={before.dueAt}
          venueZone={venueZone}
          problemOf={problemOf}
          readOnly={pending}
        />
        {conflicts.length > 0 && (
          <ChangedMeanwhile
            fields={conflicts.map((field) => ({
              label: t(`edit.field.${field}`),
              theirs: worded(before, field, venueZone),
              mine: worded(after, field, venueZone),
            }))}
            onTakeTheirs={() => {
              setConflicts([]);
              const fields = conflicts.map((field) => (field === "dueAt" ? "due" : field));
              setDraft(withTheirs(draft, draftOf(before, venueZone), fields));
            }}
          />
        )}
        <Refused code={formRefusal(refused)} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" disabled={pending}>
            {t(pending ? "working" : "edit.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function baseOf({ title, description, dueAt, revision }: Requirement) {
  return { before: { title, description, dueAt }, revision };
}

function draftOf({ title, description, dueAt }: Fields, venueZone: string): Draft {
  return { title, description, due: typedDue(dueAt, venueZone) };
}

function worded(fields: Fields, field: keyof Fields, venueZone: string): string {
  return field === "dueAt" ? typedDue(fields.dueAt, venueZone).replace("T", " ") : fields[field];
}
