"use client";
import type { Ref } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { Difference } from "@/lib/roster/differences";
import { isWorthImporting } from "@/lib/roster/plan";
import type { Preview } from "@/lib/roster/schema";
import { PlanList } from "./plan-list";
import { ProblemList } from "./problem-list";
import { Sheet } from "./sheet";
import { StaleNotice } from "./stale-notice";

/** Exactly what an import would do, or everything that keeps it from being done. */
export function PreviewSheet({
  headingRef,
  name,
  preview,
  stale,
  pending,
  onImport,
  onDiscard,
}: {
  headingRef: Ref<HTMLHeadingElement>;
  name: string | null;
  preview: Preview;
  /** What is otherwise than was shown before; null when nothing was. */
  stale: Difference[] | null;
  pending: boolean;
  onImport: () => void;
  onDiscard: () => void;
}) {
  const t = useTranslations("roster.preview");
  const format = useFormatter();
  const { problems, steps, unused } = preview;
  const canImport = problems.length === 0 && isWorthImporting(preview);
  const mails = steps.filter(({ person }) => person === "invited").length;
  return (
    <Sheet title={t("title")} ref={headingRef}>
      <p className="wrap-anywhere -mt-3 text-muted">{name ? t("of", { name }) : t("pasted")}</p>
      {stale && <StaleNotice differences={stale} />}
      {unused.length > 0 && (
        <p className="wrap-anywhere rounded-medium bg-amber-soft px-3 py-2">
          {t("unused", { count: unused.length, names: format.list(unused.map((heading) => `“${heading}”`)) })}
        </p>
      )}
      {problems.length > 0 ? <ProblemList preview={preview} /> : <PlanList preview={preview} />}
      <div className="flex flex-wrap items-center gap-3">
        {canImport && (
          <>
            <Button disabled={pending} onClick={onImport}>
              {t(pending ? "importing" : "import")}
            </Button>
            <span className="text-muted">{t("mailsFollow", { count: mails })}</span>
          </>
        )}
        <Button look="quiet" disabled={pending} onClick={onDiscard} className="ml-auto">
          {t("discard")}
        </Button>
      </div>
    </Sheet>
  );
}
