"use client";
import { useTranslations } from "use-intl";
import { CONTROL, Field } from "@/components/ui/field";

const COLOUR = /^#[0-9a-f]{6}$/i;

/** A colour: picked, or written as people have it from a style guide. */
export function ColourField({
  label,
  error,
  value,
  onChange,
}: {
  label: string;
  error: string | null;
  value: string;
  onChange: (colour: string) => void;
}) {
  const t = useTranslations("teams.form");
  return (
    <Field label={label} error={error}>
      {(control) => (
        <span className="flex gap-2">
          <input
            type="color"
            aria-label={t("pick", { label })}
            value={COLOUR.test(value) ? value : "#000000"}
            onChange={(event) => onChange(event.target.value)}
            className="h-[46px] w-12 shrink-0 cursor-pointer rounded-medium border border-line bg-sheet p-1"
          />
          <input
            {...control}
            value={value}
            required
            maxLength={7}
            spellCheck={false}
            autoCapitalize="none"
            autoComplete="off"
            onChange={(event) => onChange(event.target.value)}
            className={CONTROL}
          />
        </span>
      )}
    </Field>
  );
}
