"use client";
import { useTranslations } from "use-intl";
import { useClock } from "@/components/ui/use-clock";
import { waited } from "@/lib/chat/inbox/views";

/** Says for how long somebody has waited: "12 min". */
export function useWaited(): (since: string) => string {
  const t = useTranslations("inbox");
  const now = useClock();
  return (since) => t("duration", waited(since, now));
}
