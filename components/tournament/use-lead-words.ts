"use client";
import { useFormatter, useTranslations } from "use-intl";
import { leadOf } from "@/lib/tournament/leads";

/** Leads as one says them: "7 days, 3 hours". */
export function useLeadWords(): (leads: readonly number[]) => string {
  const t = useTranslations("tournament.leads");
  const format = useFormatter();
  return (leads) => format.list(leads.filter(Number.isFinite).map((minutes) => t("lead", leadOf(minutes))));
}
