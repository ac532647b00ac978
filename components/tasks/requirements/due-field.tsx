"use client";
import { useFormatter, useTimeZone, useTranslations } from "use-intl";
import { CONTROL, Field } from "@/components/ui/field";
import { useClock } from "@/components/ui/use-clock";
import { placeOf } from "@/lib/people/profile/time-zones";
import { timeLeft } from "@/lib/tasks/deadline";
import { dueOf } from "@/lib/tasks/requirements/due";

/** A deadline, typed on the venue's clock, and what that is on the reader's own. */
export function DueField({
  label,
  value,
  onChange,
  venueZone,
  began,
  error,
  readOnly,
}: {
  label?: string;
  /** As it is typed: "2026-11-24T18:00". */
  value: string;
  onChange: (typed: string) => void;
  venueZone: string;
  /** The deadline that the form began with. */
  began: string | null;
  error: string | null;
  readOnly: boolean;
}) {
  const t = useTranslations("requirements.due");
  const place = placeOf(venueZone);
  const hint = useDueHint(value, venueZone, began);
  return (
    <Field label={label ?? t("label", { place })} error={hint.error ?? error} hint={hint.text}>
      {(control) => (
        <input
          {...control}
          type="datetime-local"
          value={value}
          required
          readOnly={readOnly}
          onChange={(event) => onChange(event.target.value)}
          className={`${CONTROL} max-w-72 read-only:bg-ice read-only:text-muted`}
        />
      )}
    </Field>
  );
}

function useDueHint(typed: string, venueZone: string, began: string | null) {
  const t = useTranslations("requirements.due");
  const left = useTranslations("deadline");
  const format = useFormatter();
  const ownZone = useTimeZone() ?? venueZone;
  const now = useClock();
  const place = placeOf(venueZone);
  const due = dueOf(typed, venueZone, began);
  if (!due.ok)
    return due.code === "skipped"
      ? { text: undefined, error: t("skipped", { place }) }
      : { text: t("hint", { place }), error: null };
  const at = new Date(due.dueAt);
  const timeIn = (timeZone: string) =>
    format.dateTime(at, {
      timeZone,
      weekday: "short",
      day: "numeric",
      month: "short",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  const isSame = timeIn(ownZone) === timeIn(venueZone);
  const sentences = [
    isSame ? t("same") : t("own", { time: timeIn(ownZone) }),
    left("left", timeLeft(at, now)),
    ...(due.isTwice ? [t("twice", { place })] : []),
  ];
  return { text: sentences.join(" · "), error: null };
}
