"use client";
import { Plus, Trash2 } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { CONTROL } from "@/components/ui/field";
import { newId } from "@/lib/http/new-id";
import type { LeadDraft } from "@/lib/tournament/lead-drafts";
import { LEADS_MAX, leadUnits } from "@/lib/tournament/leads";

/** How long before a deadline reminders go out, a line each. */
export function LeadsField({
  drafts,
  error,
  onChange,
}: {
  drafts: LeadDraft[];
  error: string | null;
  onChange: (drafts: LeadDraft[]) => void;
}) {
  const t = useTranslations("tournament.leads");
  const errorId = useId();
  const set = (index: number, change: Partial<LeadDraft>) =>
    onChange(drafts.map((draft, at) => (at === index ? { ...draft, ...change } : draft)));
  return (
    <fieldset aria-describedby={error ? errorId : undefined} className="flex flex-col gap-2">
      <legend className="font-medium">{t("title")}</legend>
      <p className="text-[13px] text-muted">{t("text", { max: LEADS_MAX })}</p>
      {drafts.length === 0 && <p className="text-muted">{t("none")}</p>}
      <ul className="flex flex-col gap-2">
        {drafts.map(({ key, amount, unit }, index) => (
          <li key={key} className="flex items-center gap-2">
            <input
              type="number"
              inputMode="numeric"
              min={1}
              step={1}
              required
              aria-label={t("amount", { number: index + 1 })}
              aria-invalid={error ? true : undefined}
              value={amount}
              onChange={(event) => set(index, { amount: event.target.value })}
              className={`${CONTROL} max-w-24`}
            />
            <select
              aria-label={t("unit", { number: index + 1 })}
              value={unit}
              onChange={(event) => {
                const chosen = leadUnits.find((one) => one === event.target.value);
                if (chosen) set(index, { unit: chosen });
              }}
              className={`${CONTROL} max-w-36`}
            >
              {leadUnits.map((one) => (
                <option key={one} value={one}>
                  {t(`units.${one}`)}
                </option>
              ))}
            </select>
            <span className="hidden text-muted sm:inline">{t("before")}</span>
            <button
              type="button"
              aria-label={t("remove", { number: index + 1 })}
              onClick={() => onChange(drafts.filter((_, at) => at !== index))}
              className="flex size-11 shrink-0 cursor-pointer items-center justify-center rounded-medium text-muted hover:bg-blue-soft hover:text-ink"
            >
              <Trash2 aria-hidden="true" size={18} />
            </button>
          </li>
        ))}
      </ul>
      {error && (
        <p id={errorId} role="alert" className="text-[13px] text-red">
          {error}
        </p>
      )}
      {drafts.length < LEADS_MAX && (
        <Button
          look="link"
          className="inline-flex items-center gap-1.5 self-start"
          onClick={() => onChange([...drafts, { key: newId(), amount: "1", unit: "days" }])}
        >
          <Plus aria-hidden="true" size={16} />
          {t("add")}
        </Button>
      )}
    </fieldset>
  );
}
