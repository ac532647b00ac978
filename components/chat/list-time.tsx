"use client";
import { useFormatter, useNow, useTimeZone, useTranslations } from "use-intl";
import { daysAgo } from "@/lib/i18n/day";

/** When something was, as short as a list needs it: today the time, then "Yesterday", then the date. */
export function ListTime({ at }: { at: string | null }) {
  const t = useTranslations("chat");
  const format = useFormatter();
  const timeZone = useTimeZone() ?? "UTC";
  const now = useNow({ updateInterval: 60_000 });
  if (!at) return null;
  const instant = new Date(at);
  const days = daysAgo(instant, now, timeZone);
  const text =
    days <= 0
      ? format.dateTime(instant, "time")
      : days === 1
        ? t("yesterday")
        : format.dateTime(instant, "date");
  return (
    <time dateTime={at} className="shrink-0 text-[13px] text-muted">
      {text}
    </time>
  );
}
