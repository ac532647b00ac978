"use client";
import { useFormatter, useNow, useTimeZone, useTranslations } from "use-intl";
import { daysAgo } from "@/lib/i18n/day";

export function DayDivider({ at }: { at: Date }) {
  const t = useTranslations("chat");
  const format = useFormatter();
  const days = daysAgo(at, useNow({ updateInterval: 60_000 }), useTimeZone() ?? "UTC");
  const text = days === 0 ? t("today") : days === 1 ? t("yesterday") : format.dateTime(at, "day");
  return (
    <p className="my-3 flex items-center gap-4 font-board text-[14px] font-semibold text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      {text}
    </p>
  );
}
