"use client";
import { Fragment, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { Step } from "@/lib/roster/schema";
import type { TeamFields } from "@/lib/teams/schema";

const FIELDS: (keyof TeamFields)[] = ["name", "timeZone", "primaryColour", "secondaryColour"];

/** What of a team changes: from what, to what. */
export function Changes({ changes }: { changes: Step["changes"] }) {
  const t = useTranslations("roster.preview");
  const changed = FIELDS.flatMap((field) => {
    const change = changes[field];
    return change ? [{ field, ...change }] : [];
  });
  return changed.map(({ field, from, to }, index) => (
    <Fragment key={field}>
      {index > 0 && "; "}
      {t.rich("fromTo", {
        field: t(`field.${field}`),
        from,
        to,
        del: (text: ReactNode) => <del className="text-muted">{text}</del>,
        ins: (text: ReactNode) => <ins className="font-medium no-underline">{text}</ins>,
      })}
    </Fragment>
  ));
}
