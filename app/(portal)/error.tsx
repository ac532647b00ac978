"use client";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";

export default function PortalError({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations("failure");
  return (
    <div className="flex h-full flex-col items-center justify-center gap-3 px-6 text-center">
      <h1 className="text-2xl">{t("title")}</h1>
      <p className="text-muted">{t("text")}</p>
      <Button onClick={reset}>{t("retry")}</Button>
    </div>
  );
}
