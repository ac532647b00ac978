"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { TextField } from "@/components/ui/text-field";
import { firstDay, shiftTo } from "@/lib/tasks/requirements/copies";
import { SHIFT_MAX_DAYS } from "@/lib/tasks/requirements/schema";

/** By how many days deadlines move: told as days, or by where the first one shall be. Each follows the other. */
export function ShiftFields({
  sources,
  shiftDays,
  onShift,
  venueZone,
}: {
  sources: readonly { dueAt: string }[];
  /** Null while it is no number. */
  shiftDays: number | null;
  onShift: (days: number | null) => void;
  venueZone: string;
}) {
  const t = useTranslations("requirements.copy");
  // As they are typed: half of a number, or of a date, is none yet.
  const [days, setDays] = useState(String(shiftDays ?? ""));
  const [day, setDay] = useState<string | null>(null);
  const derivedDay = shiftDays === null ? null : firstDay(sources, shiftDays, venueZone);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        label={t("shift")}
        hint={t("shiftHint")}
        type="number"
        inputMode="numeric"
        min={-SHIFT_MAX_DAYS}
        max={SHIFT_MAX_DAYS}
        value={days}
        onChange={(event) => {
          setDays(event.target.value);
          setDay(null);
          onShift(shiftOf(event.target.value));
        }}
      />
      <TextField
        label={t("firstOn")}
        hint={t(sources.length > 0 ? "firstOnHint" : "firstOnNone")}
        type="date"
        disabled={sources.length === 0}
        value={day ?? derivedDay ?? ""}
        onChange={(event) => {
          setDay(event.target.value);
          const shift = shiftTo(event.target.value, sources, venueZone);
          if (shift === null) return;
          setDay(null);
          setDays(String(shift));
          onShift(shiftOf(String(shift)));
        }}
      />
    </div>
  );
}

function shiftOf(text: string): number | null {
  const days = Number(text);
  return text !== "" && Number.isInteger(days) && Math.abs(days) <= SHIFT_MAX_DAYS ? days : null;
}
