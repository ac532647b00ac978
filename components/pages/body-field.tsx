"use client";
import { useTranslations } from "use-intl";
import { CONTROL, Field } from "@/components/ui/field";

/** The text, in Markdown, with the few signs that one needs to know. */
export function BodyField({
  value,
  error,
  isReadOnly,
  onChange,
}: {
  value: string;
  error: string | null;
  isReadOnly: boolean;
  onChange: (body: string) => void;
}) {
  const t = useTranslations("pages.form");
  return (
    <div className="flex flex-col gap-2">
      <Field label={t("body")} error={error}>
        {(control) => (
          <textarea
            {...control}
            value={value}
            readOnly={isReadOnly}
            rows={14}
            onChange={(event) => onChange(event.target.value)}
            className={`${CONTROL} field-sizing-content min-h-[22rem] leading-relaxed lg:max-h-[70dvh]`}
          />
        )}
      </Field>
      <details className="text-[13px] text-muted">
        <summary className="cursor-pointer py-1 font-medium">{t("help")}</summary>
        <ul className="mt-1 grid gap-x-6 gap-y-1 sm:grid-cols-2">
          {(["heading", "bold", "list", "steps", "link", "quote"] as const).map((sign) => (
            <li key={sign}>
              <code className="rounded-[4px] bg-blue-soft px-1.5 py-0.5 text-ink">
                {t(`sign.${sign}.write`)}
              </code>{" "}
              {t(`sign.${sign}.means`)}
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
