"use client";
import { useTranslations } from "use-intl";
import { Notice } from "@/components/ui/notice";
import { ReloadButton } from "@/components/ui/reload-button";

/** What a layout could not read, no page below it can catch: as when Supabase answers too late. */
export default function RootError() {
  const t = useTranslations("unavailable");
  return (
    <Notice title={t("title")} text={t("text")}>
      <ReloadButton label={t("retry")} everySeconds={10} />
    </Notice>
  );
}
