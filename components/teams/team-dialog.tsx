"use client";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { answerOf } from "@/components/people/answer";
import { Refused } from "@/components/people/refused";
import { Button } from "@/components/ui/button";
import { ChangedMeanwhile } from "@/components/ui/changed-meanwhile";
import { Dialog } from "@/components/ui/dialog";
import { Plate } from "@/components/ui/plate";
import { TextField } from "@/components/ui/text-field";
import { TimeZoneField } from "@/components/ui/time-zone-field";
import { conflictsOf, type Edit, rebase } from "@/lib/http/edit";
import { createTeam, editTeam, type TeamRefusal } from "@/lib/teams/actions";
import {
  CODE_MAX_LENGTH,
  colourSchema,
  type ListedTeam,
  NAME_MAX_LENGTH,
  type NewTeam,
  noTeamYet,
  type TeamFields,
} from "@/lib/teams/schema";
import { ColourField } from "./colour-field";

/** Adds a team, or changes what can be changed of one. */
export function TeamDialog({
  team,
  timeZone,
  onClose,
}: {
  /** Null for a new one. */
  team: ListedTeam | null;
  /** A new team's, to begin with. */
  timeZone: string;
  onClose: () => void;
}) {
  const t = useTranslations("teams");
  const [edit, setEdit] = useState<Edit<TeamFields>>(() => begin(team, timeZone));
  const [code, setCode] = useState(team?.code ?? "");
  const [refused, setRefused] = useState<TeamRefusal | null>(null);
  const [conflicts, setConflicts] = useState<(keyof TeamFields)[]>([]);
  const [pending, start] = useTransition();
  const fields = edit.after;

  const set = (field: keyof TeamFields) => (value: string) =>
    setEdit(({ before, after }) => ({ before, after: { ...after, [field]: value } }));
  const save = async () => {
    setRefused(null);
    setConflicts([]);
    const answer = await answerOf(
      team ? editTeam({ id: team.id, ...edit }) : createTeam({ code, ...fields }),
    );
    if (answer.ok) {
      toast.success(t(team ? "form.saved" : "form.added", { name: fields.name.trim() }));
      return onClose();
    }
    setRefused(answer);
    if (answer.code === "changed") {
      setConflicts(conflictsOf(edit, answer.now));
      setEdit(rebase(edit, answer.now));
    }
  };

  const problemOf = (field: keyof NewTeam) => {
    if (field === "code" && refused?.code === "code_taken")
      return t("problem.codeTaken", { name: refused.name ?? "none" });
    return refused?.code === "misspelt" && refused.fields.includes(field) ? t(`problem.${field}`) : null;
  };

  return (
    <Dialog title={team ? t("form.edit", { name: team.name }) : t("form.new")} onClose={onClose}>
      <form
        noValidate
        className="mt-4 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          start(save);
        }}
      >
        <div className="flex items-start gap-4">
          <span className="mt-1">
            <Plate
              code={code.toUpperCase() || "···"}
              primary={shown(fields.primaryColour)}
              secondary={shown(fields.secondaryColour)}
              size="large"
            />
          </span>
          <div className="min-w-0 flex-1">
            <TextField
              label={t("form.name")}
              error={problemOf("name")}
              value={fields.name}
              required
              maxLength={NAME_MAX_LENGTH}
              autoComplete="off"
              onChange={(event) => set("name")(event.target.value)}
            />
          </div>
        </div>
        <TextField
          label={t("form.code")}
          hint={t(team ? "form.codeFixed" : "form.codeHint")}
          error={problemOf("code")}
          value={code}
          readOnly={team !== null}
          required
          maxLength={CODE_MAX_LENGTH}
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setCode(event.target.value.toUpperCase())}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <ColourField
            label={t("form.primaryColour")}
            error={problemOf("primaryColour")}
            value={fields.primaryColour}
            onChange={set("primaryColour")}
          />
          <ColourField
            label={t("form.secondaryColour")}
            error={problemOf("secondaryColour")}
            value={fields.secondaryColour}
            onChange={set("secondaryColour")}
          />
        </div>
        <TimeZoneField
          label={t("form.timeZone")}
          error={problemOf("timeZone")}
          value={fields.timeZone}
          onChange={(event) => set("timeZone")(event.target.value)}
        />
        {conflicts.length > 0 && (
          <ChangedMeanwhile
            fields={conflicts.map((field) => ({
              label: t(`form.${field}`),
              theirs: edit.before[field],
              mine: fields[field],
            }))}
            onTakeTheirs={() => {
              setConflicts([]);
              setEdit({ before: edit.before, after: edit.before });
            }}
          />
        )}
        <Refused code={refused && isFailure(refused) ? refused.code : null} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            {t("form.cancel")}
          </Button>
          <Button type="submit" disabled={pending}>
            {t(pending ? "form.saving" : team ? "form.save" : "form.add")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function begin(team: ListedTeam | null, timeZone: string): Edit<TeamFields> {
  const { name, primaryColour, secondaryColour } = team ?? { name: "", ...noTeamYet };
  const fields = { name, timeZone: team?.timeZone ?? timeZone, primaryColour, secondaryColour };
  return { before: fields, after: fields };
}

/** A colour that is only half typed is none yet. */
function shown(colour: string): string {
  return colourSchema.safeParse(colour).data ?? "#808080";
}

function isFailure(
  refused: TeamRefusal,
): refused is Exclude<TeamRefusal, { code: "misspelt" | "code_taken" | "changed" }> {
  return refused.code !== "misspelt" && refused.code !== "code_taken" && refused.code !== "changed";
}
