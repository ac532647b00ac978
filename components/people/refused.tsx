"use client";
import { useTranslations } from "use-intl";
import type { RefusalCode } from "@/lib/people/refusal";

/** Why something was not done. */
export function Refused({ code }: { code: RefusalCode | null }) {
  const t = useTranslations("people.refused");
  if (!code) return null;
  return (
    <p role="alert" className="rounded-medium border border-red px-3 py-2 text-red">
      {t(code)}
    </p>
  );
}
