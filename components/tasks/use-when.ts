"use client";
import { useFormatter, useTimeZone, useTranslations } from "use-intl";
import { useClock } from "@/components/ui/use-clock";
import { daysAgo } from "@/lib/i18n/day";

/** Says when something was, within a sentence: "today at 12:03", "on 4 Nov at 18:20". */
export function useWhen(): (at: string) => string {
  const t = useTranslations("tasks.when");
  const format = useFormatter();
  const timeZone = useTimeZone() ?? "UTC";
  const now = useClock();
  return (at) => {
    const instant = new Date(at);
    const time = format.dateTime(instant, "time");
    const days = daysAgo(instant, now, timeZone);
    // A device's clock may be behind: what has been done was not done tomorrow.
    if (days <= 0) return t("today", { time });
    if (days === 1) return t("yesterday", { time });
    return t("day", { date: format.dateTime(instant, "date"), time });
  };
}
