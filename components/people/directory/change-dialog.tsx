"use client";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/select-field";
import { changePerson } from "@/lib/people/directory/actions";
import {
  type Act,
  actsFor,
  type Change,
  type DirectoryPerson,
  type DirectoryTeam,
} from "@/lib/people/directory/schema";
import type { RefusalCode } from "@/lib/people/refusal";
import { answerOf } from "../answer";
import { Refused } from "../refused";

/** What can be done to a person: one thing is picked, the dialog says what will happen, and the button does it. */
export function ChangeDialog({
  person,
  teams,
  isReader,
  onClose,
}: {
  person: DirectoryPerson;
  teams: DirectoryTeam[];
  isReader: boolean;
  onClose: () => void;
}) {
  const t = useTranslations("people.change");
  const router = useRouter();
  const [act, setAct] = useState<Act | null>(null);
  const [teamId, setTeamId] = useState("");
  const [refused, setRefused] = useState<RefusalCode | null>(null);
  const [pending, start] = useTransition();
  const choices = teams.filter(({ id, isArchived }) => !isArchived && id !== person.teamId);
  const change = act && changeOf(act, person, teamId);

  const close = () => {
    // What was refused may be because somebody else was quicker: the list shows what is true now.
    if (refused) router.refresh();
    onClose();
  };
  const confirm = async () => {
    if (!change) return;
    setRefused(null);
    const answer = await answerOf(changePerson(change));
    if (!answer.ok) return setRefused(answer.code);
    toast.success(t(`done.${change.act}`, { name: person.fullName, team: nameIn(teams, teamId) }));
    // Whoever gives up being an organiser, or being here at all, begins anew elsewhere.
    if (isReader) window.location.assign("/");
    else onClose();
  };

  return (
    <Dialog title={person.fullName} onClose={close}>
      <form
        className="mt-3 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          start(confirm);
        }}
      >
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 text-muted">{t("legend")}</legend>
          {actsFor(person).map((one) => (
            <label
              key={one}
              className="flex cursor-pointer items-center gap-3 rounded-medium border border-line px-3 py-2.5 font-medium has-checked:border-blue has-checked:bg-blue-soft"
            >
              <input
                type="radio"
                name="act"
                value={one}
                checked={act === one}
                onChange={() => setAct(one)}
                className="size-4 accent-blue"
              />
              {t(`act.${one}`)}
            </label>
          ))}
        </fieldset>
        {(act === "move" || act === "demote") && (
          <SelectField
            label={t("team")}
            required
            value={teamId}
            onChange={(event) => setTeamId(event.target.value)}
          >
            <option value="">{t("chooseTeam")}</option>
            {choices.map((team) => (
              <option key={team.id} value={team.id}>
                {team.name}
              </option>
            ))}
          </SelectField>
        )}
        {act && (
          <p aria-live="polite" className="animate-arrive text-pretty">
            {t(`consequence.${act}`, {
              name: person.fullName,
              from: person.teamId ? nameIn(teams, person.teamId) : "none",
              to: teamId ? nameIn(teams, teamId) : "none",
            })}
            {isReader && ` ${t("self")}`}
          </p>
        )}
        <Refused code={refused} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button look="quiet" onClick={close}>
            {t("cancel")}
          </Button>
          <Button type="submit" disabled={!change || pending}>
            {pending ? t("working") : t(act ? `confirm.${act}` : "confirm.none")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Null while it still needs a team. */
function changeOf(act: Act, { id: person, teamId: from }: DirectoryPerson, team: string): Change | null {
  if (act === "move") return team ? { act, person, from, team } : null;
  if (act === "demote") return team ? { act, person, team } : null;
  return { act, person };
}

function nameIn(teams: DirectoryTeam[], id: string): string {
  return teams.find((team) => team.id === id)?.name ?? "";
}
