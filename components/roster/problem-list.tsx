"use client";
import { useTranslations } from "use-intl";
import { LINES_MAX } from "@/lib/roster/limits";
import type { Preview } from "@/lib/roster/schema";

/** Everything that keeps a list from being imported, by line. */
export function ProblemList({ preview: { problems, names } }: { preview: Preview }) {
  const t = useTranslations("roster");
  return (
    <div className="flex flex-col gap-2">
      <p role="alert" className="font-semibold text-red">
        {t("preview.problems", { count: problems.length })}
      </p>
      <p className="text-muted">{t("preview.problemsText")}</p>
      <ul className="divide-y divide-line rounded-medium border border-line">
        {problems.map(({ line, code, value, other }) => (
          <li
            key={`${line} ${code} ${value} ${other}`}
            className="grid gap-x-3 px-3 py-2 sm:grid-cols-[5rem_minmax(0,1fr)]"
          >
            <span className="font-board text-[17px] text-muted">
              {line ? t("preview.line", { line }) : t("preview.whole")}
            </span>
            <span className="wrap-anywhere">
              {t(`problem.${code}`, {
                value: value ?? "",
                other: (other && names[other]) ?? other ?? "none",
                max: LINES_MAX,
              })}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
