"use client";
import { useTranslations } from "use-intl";
import { columns, HEADINGS } from "@/lib/roster/columns";

/** What the columns of a list are called, and what goes into them. */
export function ColumnsTable() {
  const t = useTranslations("roster.source");
  return (
    <details className="rounded-medium border border-line">
      <summary className="cursor-pointer px-3 py-2 font-medium">{t("columns")}</summary>
      <div className="flex flex-col gap-3 border-t border-line px-3 py-3">
        <p>{t("columnsText")}</p>
        <dl className="grid gap-x-4 gap-y-2 sm:grid-cols-[8rem_minmax(0,1fr)]">
          {columns.map((column) => (
            <div key={column} className="contents">
              <dt className="font-semibold">{HEADINGS[column][0]}</dt>
              <dd className="mb-1 text-muted sm:mb-0">{t(`column.${column}`)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </details>
  );
}
