"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef, useState, useTransition } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { askBeforeLeaving } from "@/components/live/before-leaving";
import { answerOf } from "@/components/people/answer";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import { newId } from "@/lib/http/new-id";
import { type AskAnswer, askTeams } from "@/lib/tasks/requirements/actions";
import { dueOf } from "@/lib/tasks/requirements/due";
import type { AskableTeam } from "@/lib/tasks/requirements/schema";
import { AskedAlready, SeeAsked } from "./asked-already";
import { formRefusal, useFocusOnProblem, useProblems } from "./problems";
import { Refused } from "./refused";
import { type Draft, RequirementFields } from "./requirement-fields";
import { TeamPicker } from "./team-picker";

const NOTHING: Draft = { title: "", description: "", due: "" };
const NO_PLACE = "";

/** Asks one team, several or all for something by a date. */
export function AskForm({ teams, venueZone }: { teams: AskableTeam[]; venueZone: string }) {
  const t = useTranslations("requirements");
  const router = useRouter();
  // Of what is asked: whether it is sent twice, or anew after a cut, it is asked once.
  const [id, setId] = useState(newId);
  const [draft, setDraft] = useState(NOTHING);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [assignee, setAssignee] = useState(NO_PLACE);
  const [refused, setRefused] = useState<Exclude<AskAnswer, { ok: true }> | null>(null);
  const [pending, start] = useTransition();
  const due = dueOf(draft.due, venueZone, null);
  const [only] = picked.size === 1 ? teams.filter(({ id: team }) => picked.has(team)) : [];
  const responsible = only?.people.some(({ id: person }) => person === assignee) ? assignee : null;
  const values = { ...draft, dueAt: draft.due, teams: picked, assignee: responsible };
  const [sent, setSent] = useState<typeof values | null>(null);
  const problemOf = useProblems(refused, due, sent, values);
  const form = useRef<HTMLFormElement>(null);
  useFocusOnProblem(form, refused);
  const [isDone, setDone] = useState(false);
  const isBegun = useEffectEvent(() => !isDone && Object.values(draft).some((text) => text.trim() !== ""));
  useEffect(() => askBeforeLeaving(() => isBegun()), []);

  const ask = async () => {
    setSent(values);
    setRefused(null);
    if (!due.ok && due.code === "skipped") return;
    const answer = await answerOf(
      askTeams({
        id,
        title: draft.title,
        description: draft.description,
        dueAt: due.ok ? due.dueAt : "",
        teams: teams.map(({ id: team }) => team).filter((team) => picked.has(team)),
        assignee: responsible,
      }),
    );
    if (!answer.ok) return refuse(answer);
    setDone(true);
    toast.success(t("form.asked", { count: picked.size, title: draft.title.trim() }));
    router.push(pageOf(id));
  };

  // What stands here now is something else than what an earlier try has asked: whoever has that is not asked twice.
  const refuse = (answer: Exclude<AskAnswer, { ok: true }>) => {
    setRefused(answer);
    if (answer.code === "withdrawn") setId(newId());
    if (answer.code !== "asked_already") return;
    const asked = new Set(answer.asked.teams.map(({ id: team }) => team));
    setPicked(new Set([...picked].filter((team) => !asked.has(team))));
    setId(newId());
  };

  return (
    <form
      ref={form}
      // Inert until the page has come to life: a browser that sent it by itself would leave, and all of it be lost.
      method="dialog"
      noValidate
      aria-label={t("form.label")}
      className="flex flex-col gap-5 rounded-large border border-line bg-sheet p-4 shadow-sheet md:p-6"
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) start(ask);
      }}
    >
      <RequirementFields
        draft={draft}
        onChange={setDraft}
        began={null}
        venueZone={venueZone}
        problemOf={problemOf}
        readOnly={pending}
      />
      <TeamPicker
        legend={t("teams.legend")}
        teams={teams}
        picked={picked}
        onPick={setPicked}
        error={problemOf("teams")}
      />
      {only && (
        <SelectField
          label={t("form.assignee")}
          hint={t(only.people.length > 0 ? "form.assigneeHint" : "form.nobody", { team: only.name })}
          error={problemOf("assignee")}
          value={responsible ?? NO_PLACE}
          onChange={(event) => setAssignee(event.target.value)}
        >
          <option value={NO_PLACE}>{t("form.noAssignee")}</option>
          {only.people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </SelectField>
      )}
      <Refused code={formRefusal(refused)} />
      {refused?.code === "id_taken" && <SeeAsked href={pageOf(id)} />}
      {refused?.code === "asked_already" && (
        <AskedAlready asked={refused.asked} href={pageOf(refused.asked.id)} venueZone={venueZone} />
      )}
      <Button type="submit" disabled={pending} className="self-start">
        {pending ? t("form.asking") : t("form.ask", { count: picked.size })}
      </Button>
    </form>
  );
}

function pageOf(id: string): Route {
  return `/tasks/requirements/${id}` as Route;
}
