"use client";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

/** When Supabase cannot be asked: the invitation waits, and so may its reader. */
export default function InvitationError() {
  const t = useTranslations("invitation.failed");
  return (
    <Notice title={t("title")} text={t("text")}>
      <Button onClick={() => window.location.reload()}>{t("retry")}</Button>
    </Notice>
  );
}
