"use client";
import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { factsOf } from "@/lib/people/audit/facts";
import type { AuditEntry } from "@/lib/people/audit/schema";
import type { Directory } from "@/lib/people/directory/schema";

/** One act as a sentence, with the time of day when it was done. */
export function AuditLine({ entry, directory }: { entry: AuditEntry; directory: Directory }) {
  const t = useTranslations("people.audit");
  const format = useFormatter();
  const { fields, ...facts } = factsOf(entry, directory);
  const at = new Date(entry.at);
  return (
    <li className="flex gap-4 px-4 py-2.5">
      <time dateTime={entry.at} className="shrink-0 font-board text-[17px] text-muted">
        {format.dateTime(at, "time")}
      </time>
      <p className="wrap-anywhere min-w-0">
        {t.rich(`act.${entry.act}`, {
          ...facts,
          fields: format.list(fields.map((field) => t(`field.${field}`))),
          b: (text: ReactNode) => <b className="font-semibold">{text}</b>,
        })}
      </p>
    </li>
  );
}
