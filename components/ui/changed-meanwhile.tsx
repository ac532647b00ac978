"use client";
import { useTranslations } from "use-intl";
import { Button } from "./button";

/** Somebody else has saved the same fields meanwhile: what they wrote, beside what stands in the form. */
export function ChangedMeanwhile({
  fields,
  onTakeTheirs,
}: {
  fields: { label: string; theirs: string; mine: string }[];
  onTakeTheirs: () => void;
}) {
  const t = useTranslations("edit");
  return (
    <div role="alert" className="flex flex-col gap-2 rounded-medium bg-amber-soft px-3 py-2">
      <p className="font-semibold">{t("changedTitle")}</p>
      <ul>
        {fields.map(({ label, theirs, mine }) => (
          <li key={label} className="wrap-anywhere">
            <span className="font-medium">{label}:</span> {t("theirs", { theirs, mine })}
          </li>
        ))}
      </ul>
      <p>{t("changedText")}</p>
      <Button look="link" className="self-start" onClick={onTakeTheirs}>
        {t("takeTheirs")}
      </Button>
    </div>
  );
}
