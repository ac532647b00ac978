"use client";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { answerOf } from "@/components/people/answer";
import { Refused } from "@/components/people/refused";
import { Button } from "@/components/ui/button";
import { ChangedMeanwhile } from "@/components/ui/changed-meanwhile";
import { TextField } from "@/components/ui/text-field";
import { TimeZoneField } from "@/components/ui/time-zone-field";
import { changesOf, conflictsOf, rebase } from "@/lib/http/edit";
import { editTournament, type TournamentRefusal } from "@/lib/tournament/actions";
import { draftsOf, leadsIn } from "@/lib/tournament/lead-drafts";
import { TEXT_MAX_LENGTH, type Tournament } from "@/lib/tournament/schema";
import { LeadsField } from "./leads-field";
import { useLeadWords } from "./use-lead-words";

type Field = keyof Tournament;

/** The tournament as it is set up, to be changed. */
export function TournamentForm({ tournament }: { tournament: Tournament }) {
  const t = useTranslations("tournament");
  const inWords = useLeadWords();
  const [before, setBefore] = useState(tournament);
  const [texts, setTexts] = useState(tournament);
  const [drafts, setDrafts] = useState(() => draftsOf(tournament.leads));
  const [refused, setRefused] = useState<TournamentRefusal | null>(null);
  const [conflicts, setConflicts] = useState<Field[]>([]);
  const [pending, start] = useTransition();
  const edit = { before, after: { ...texts, leads: leadsIn(drafts) } };
  const { name, venue, timeZone } = texts;

  const begin = (now: Tournament, after = now) => {
    setBefore(now);
    setTexts(after);
    setDrafts(draftsOf(after.leads));
  };
  const save = async () => {
    setRefused(null);
    setConflicts([]);
    if (changesOf(edit).length === 0) return void toast(t("unchanged"));
    const answer = await answerOf(editTournament(edit));
    if (answer.ok) {
      begin(answer.now);
      return void toast.success(t("saved"));
    }
    setRefused(answer);
    if (answer.code === "changed") {
      setConflicts(conflictsOf(edit, answer.now));
      begin(answer.now, rebase(edit, answer.now).after);
    }
  };

  const set = (field: Exclude<Field, "leads">) => (event: { target: { value: string } }) =>
    setTexts({ ...texts, [field]: event.target.value });
  const problemOf = (field: Field) =>
    refused?.code === "misspelt" && refused.fields.includes(field) ? t(`problem.${field}`) : null;
  const worded = (field: Field, { leads, ...rest }: Tournament) =>
    (field === "leads" ? inWords(leads) : rest[field]) || t("nothing");

  return (
    <form
      noValidate
      className="flex max-w-[40rem] flex-col gap-5 rounded-large border border-line bg-sheet p-4 shadow-sheet md:p-6"
      onSubmit={(event) => {
        event.preventDefault();
        start(save);
      }}
    >
      <p className="text-muted">{t("text")}</p>
      <TextField
        label={t("name")}
        error={problemOf("name")}
        value={name}
        onChange={set("name")}
        required
        maxLength={TEXT_MAX_LENGTH}
        autoComplete="off"
      />
      <TextField
        label={t("venue")}
        hint={t("venueHint")}
        error={problemOf("venue")}
        value={venue}
        onChange={set("venue")}
        maxLength={TEXT_MAX_LENGTH}
        autoComplete="off"
      />
      <TimeZoneField
        label={t("timeZone")}
        error={problemOf("timeZone")}
        value={timeZone}
        onChange={set("timeZone")}
      />
      <LeadsField drafts={drafts} error={problemOf("leads")} onChange={setDrafts} />
      {conflicts.length > 0 && (
        <ChangedMeanwhile
          fields={conflicts.map((field) => ({
            label: t(field === "leads" ? "leads.title" : field),
            theirs: worded(field, before),
            mine: worded(field, edit.after),
          }))}
          onTakeTheirs={() => {
            setConflicts([]);
            begin(before);
          }}
        />
      )}
      <Refused
        code={refused && refused.code !== "misspelt" && refused.code !== "changed" ? refused.code : null}
      />
      <Button type="submit" disabled={pending} className="self-start">
        {t(pending ? "saving" : "save")}
      </Button>
    </form>
  );
}
