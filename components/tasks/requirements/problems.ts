import { type RefObject, useEffect } from "react";
import { useTranslations } from "use-intl";
import type { AskAnswer, EditAnswer } from "@/lib/tasks/requirements/actions";
import type { Due } from "@/lib/tasks/requirements/due";
import type { RequirementRefusalCode } from "@/lib/tasks/requirements/refusal";

export type Field = "title" | "description" | "dueAt" | "teams" | "assignee";

type Refused = Exclude<AskAnswer | EditAnswer, { ok: true }>;

/** Which field the database means by what it refuses. */
const FIELD_OF: Partial<Record<string, Field>> = {
  due_past: "dueAt",
  no_teams: "teams",
  team_archived: "teams",
  team: "teams",
  not_of_team: "assignee",
};

type Values = Partial<Record<Field, unknown>>;

/**
 * What is wrong with a field, in words, or null.
 * @param sent what was sent, once something was: a field that has been changed since then is not wrong yet
 */
export function useProblems(refused: Refused | null, due: Due, sent: Values | null, values: Values) {
  const t = useTranslations("requirements");
  return (field: Field): string | null => {
    if (!sent || sent[field] !== values[field]) return null;
    if (field === "dueAt" && !due.ok && due.code === "misspelt") return t("problem.dueAt");
    if (!refused) return null;
    if (refused.code === "misspelt") return refused.fields.includes(field) ? t(`problem.${field}`) : null;
    if (refused.code === "changed" || refused.code === "asked_already") return null;
    return FIELD_OF[refused.code] === field ? t(`refused.${refused.code}`) : null;
  };
}

/** What is refused of the form as a whole: the rest stands at its field. */
export function formRefusal(refused: Refused | null): RequirementRefusalCode | null {
  if (!refused || refused.code === "misspelt" || refused.code === "changed") return null;
  if (refused.code === "asked_already") return null;
  return FIELD_OF[refused.code] ? null : refused.code;
}

/** Leads to the first field that is wrong, once it is known: it may be far from the button. */
export function useFocusOnProblem(form: RefObject<HTMLFormElement | null>, refused: Refused | null): void {
  useEffect(() => {
    if (refused) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [form, refused]);
}
