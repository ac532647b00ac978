"use client";
import { type ComponentProps, useId } from "react";
import { useNow, useTranslations } from "use-intl";
import { timeZoneNamed, timeZones } from "@/lib/i18n/time-zone";
import { TextField } from "./text-field";

/** A zone, typed or picked, and what time it is there: that tells a wrong one at a glance. */
export function TimeZoneField({
  value,
  ...field
}: { label: string; error?: string | null; value: string } & Pick<
  ComponentProps<"input">,
  "onChange" | "name"
>) {
  const t = useTranslations("timeZone");
  const now = useNow();
  const listId = useId();
  const zone = timeZoneNamed(value);
  return (
    <>
      <TextField
        {...field}
        value={value}
        hint={zone ? t("clock", { time: timeIn(zone, now) }) : t("hint")}
        list={listId}
        required
        autoComplete="off"
        spellCheck={false}
      />
      <datalist id={listId}>
        {timeZones.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

function timeIn(timeZone: string, now: Date): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(now);
}
