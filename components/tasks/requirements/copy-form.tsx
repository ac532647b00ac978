"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { answerOf } from "@/components/people/answer";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { useClock } from "@/components/ui/use-clock";
import { newId } from "@/lib/http/new-id";
import { copyRequirements } from "@/lib/tasks/requirements/actions";
import { previewOf } from "@/lib/tasks/requirements/copies";
import type { CopySource } from "@/lib/tasks/requirements/queries";
import type { RequirementRefusal } from "@/lib/tasks/requirements/refusal";
import { type AskableTeam, COPIES_MAX } from "@/lib/tasks/requirements/schema";
import { SeeAsked } from "./asked-already";
import { CopyPreview } from "./copy-preview";
import { Refused } from "./refused";
import { ShiftFields } from "./shift-fields";
import { SourcePicker } from "./source-picker";
import { TeamPicker } from "./team-picker";

const TASKS = "/tasks" as Route;
const NONE: ReadonlySet<string> = new Set();

/** Asks anew what was asked before, with other dates. */
export function CopyForm({
  sources,
  teams,
  venueZone,
}: {
  sources: CopySource[];
  teams: Omit<AskableTeam, "people">[];
  venueZone: string;
}) {
  const t = useTranslations("requirements");
  const router = useRouter();
  const now = useClock();
  // Of this form: whether it is sent twice, or anew after a cut, it asks once.
  const [ids] = useState(() => new Map(sources.map(({ id }) => [id, newId()])));
  const [chosen, setChosen] = useState(NONE);
  const [shiftDays, setShiftDays] = useState<number | null>(0);
  const [picked, setPicked] = useState<ReadonlySet<string>>(() => new Set(teams.map(({ id }) => id)));
  const [refused, setRefused] = useState<RequirementRefusal | null>(null);
  const [isSent, setSent] = useState(false);
  const [pending, start] = useTransition();
  const copied = sources.filter(({ id }) => chosen.has(id));
  const preview = previewOf(copied, shiftDays ?? 0, venueZone, now);
  const past = preview.filter(({ isPast }) => isPast).length;
  const problem = problemOf();

  function problemOf(): "sources" | "tooMany" | "shift" | "past" | "teams" | null {
    if (copied.length === 0) return "sources";
    if (copied.length > COPIES_MAX) return "tooMany";
    if (shiftDays === null) return "shift";
    if (past > 0) return "past";
    return picked.size === 0 ? "teams" : null;
  }

  const ask = async () => {
    setSent(true);
    setRefused(null);
    if (problem) return;
    const answer = await answerOf(
      copyRequirements({
        // One that came after this page was opened has an id of its own from its first try on.
        copies: copied.map(({ id: source }) => ({ source, id: idFor(ids, source) })),
        shiftDays: shiftDays ?? 0,
        teams: [...picked],
      }),
    );
    if (!answer.ok) return setRefused(answer);
    toast.success(t("copy.done", { count: copied.length, teams: picked.size }));
    router.push(TASKS);
  };

  return (
    <form
      method="dialog"
      noValidate
      aria-label={t("copy.title")}
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) start(ask);
      }}
    >
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <SourcePicker sources={sources} chosen={chosen} onChoose={setChosen} venueZone={venueZone} />
        <div className="flex flex-col gap-5 lg:sticky lg:top-4">
          <ShiftFields sources={copied} shiftDays={shiftDays} onShift={setShiftDays} venueZone={venueZone} />
          <CopyPreview preview={preview} venueZone={venueZone} />
        </div>
      </div>
      <TeamPicker
        legend={t("teams.legend")}
        teams={teams}
        picked={picked}
        onPick={setPicked}
        error={isSent && problem === "teams" ? t("refused.no_teams") : null}
      />
      {isSent && problem && problem !== "teams" && (
        <FormMessage tone="error">
          {t(`copy.problem.${problem}`, { count: past, chosen: copied.length, max: COPIES_MAX })}
        </FormMessage>
      )}
      <Refused code={refused?.code ?? null} />
      {refused?.code === "id_taken" && <SeeAsked href={TASKS} />}
      <Button type="submit" disabled={pending} className="self-start">
        {pending ? t("form.asking") : t("copy.ask", { count: copied.length, teams: picked.size })}
      </Button>
    </form>
  );
}

function idFor(ids: Map<string, string>, source: string): string {
  const id = ids.get(source) ?? newId();
  ids.set(source, id);
  return id;
}
