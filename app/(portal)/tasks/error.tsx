"use client";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Mark } from "@/components/ui/mark";

export default function TasksError({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations("tasks.failed");
  const router = useRouter();
  const [isPending, start] = useTransition();
  const retry = () =>
    start(() => {
      // What the server could not read is asked of it again: the boundary alone would show the same.
      router.refresh();
      reset();
    });
  return (
    <div role="alert" className="flex h-full flex-col items-center justify-center gap-3 px-6 text-center">
      <Mark size={48} onLight />
      <h1 className="text-3xl">{t("title")}</h1>
      <p className="text-muted">{t("text")}</p>
      <Button disabled={isPending} onClick={retry}>
        {t("retry")}
      </Button>
    </div>
  );
}
