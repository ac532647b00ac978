"use client";
import { useTranslations } from "use-intl";
import { FormMessage } from "@/components/ui/form-message";
import type { RequirementRefusalCode } from "@/lib/tasks/requirements/refusal";

/** Why something was not done. */
export function Refused({ code }: { code: RequirementRefusalCode | null }) {
  const t = useTranslations("requirements.refused");
  return code && <FormMessage tone="error">{t(code)}</FormMessage>;
}
