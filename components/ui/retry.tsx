"use client";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useTranslations } from "use-intl";
import { Button } from "./button";

/** In the place of what could not be loaded. */
export function Retry() {
  const t = useTranslations("failure");
  const router = useRouter();
  const [pending, start] = useTransition();
  return (
    <div role="alert" className="flex flex-col items-center gap-3 px-6 py-16 text-center">
      <h2 className="text-2xl">{t("title")}</h2>
      <p className="text-muted">{t("text")}</p>
      <Button disabled={pending} onClick={() => start(() => router.refresh())}>
        {t("retry")}
      </Button>
    </div>
  );
}
