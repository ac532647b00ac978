"use client";
import { useTranslations } from "use-intl";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import { DueField } from "./due-field";
import type { Field } from "./problems";

/** What is asked as it is typed; the deadline on the venue's clock. */
export type Draft = { title: string; description: string; due: string };

/** What is asked, and by when. */
export function RequirementFields({
  draft,
  onChange,
  began,
  venueZone,
  problemOf,
  readOnly,
}: {
  draft: Draft;
  onChange: (draft: Draft) => void;
  /** The deadline that the form began with. */
  began: string | null;
  venueZone: string;
  problemOf: (field: Field) => string | null;
  /** While it is sent: what would be typed then is in nothing that is stored. */
  readOnly: boolean;
}) {
  const t = useTranslations("requirements.form");
  const set = (field: keyof Draft) => (value: string) => onChange({ ...draft, [field]: value });
  return (
    <>
      <TextField
        label={t("title")}
        hint={t("titleHint")}
        error={problemOf("title")}
        value={draft.title}
        required
        readOnly={readOnly}
        autoComplete="off"
        onChange={(event) => set("title")(event.target.value)}
      />
      <TextAreaField
        label={t("description")}
        hint={t("descriptionHint")}
        error={problemOf("description")}
        value={draft.description}
        rows={4}
        readOnly={readOnly}
        onChange={(event) => set("description")(event.target.value)}
      />
      <DueField
        value={draft.due}
        onChange={set("due")}
        venueZone={venueZone}
        began={began}
        error={problemOf("dueAt")}
        readOnly={readOnly}
      />
    </>
  );
}
