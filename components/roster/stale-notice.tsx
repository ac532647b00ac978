"use client";
import { useFormatter, useTranslations } from "use-intl";
import type { Difference } from "@/lib/roster/differences";
import type { Step } from "@/lib/roster/schema";

/** Somebody else has changed something since the preview: what would happen then, and what would happen now. */
export function StaleNotice({ differences }: { differences: Difference[] }) {
  const t = useTranslations("roster.stale");
  const words = useTranslations("roster.preview");
  const format = useFormatter();
  const inWords = (step: Step | null) => {
    if (!step) return t("problem");
    const { team, code, given, changes, person, email } = step;
    const changed = Object.entries(changes).map(
      ([field, { from, to }]) => `${words(`field.${field as keyof typeof changes}`)} ${from} → ${to}`,
    );
    return [
      team &&
        t(`team.${team}`, {
          name: (team === "created" && given.name) || (code ?? ""),
          changes: format.list(changed),
        }),
      person && t(`person.${person}`, { email: email ?? "" }),
    ]
      .filter(Boolean)
      .join(", ");
  };
  return (
    <div role="alert" className="flex flex-col gap-1 rounded-medium bg-amber-soft px-3 py-2">
      <p className="font-semibold">{t("title")}</p>
      <ul>
        {differences.map(({ line, was, now }) => (
          <li key={line} className="wrap-anywhere">
            {t("line", { line, was: inWords(was), now: inWords(now) })}
          </li>
        ))}
      </ul>
      <p>{t("text")}</p>
    </div>
  );
}
