"use client";
import { useFormatter, useTimeZone, useTranslations } from "use-intl";
import { useClock } from "@/components/ui/use-clock";
import { daysAgo } from "@/lib/i18n/day";

/** When something came, as short as a list needs it: today the time, then "Yesterday", then the date. */
export function When({ at }: { at: string }) {
  const t = useTranslations("notifications");
  const format = useFormatter();
  const timeZone = useTimeZone() ?? "UTC";
  const instant = new Date(at);
  const days = daysAgo(instant, useClock(), timeZone);
  return (
    <time
      dateTime={at}
      title={format.dateTime(instant, "full")}
      className="shrink-0 text-[13px] text-muted"
      // The server's dates may have another comma than this browser's.
      suppressHydrationWarning
    >
      {days <= 0
        ? format.dateTime(instant, "time")
        : days === 1
          ? t("yesterday")
          : format.dateTime(instant, "date")}
    </time>
  );
}
