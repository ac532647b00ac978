"use client";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { answerOf } from "@/components/people/answer";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormMessage } from "@/components/ui/form-message";
import { deletePage } from "@/lib/pages/actions";
import type { PageFailureCode } from "@/lib/pages/refusal";
import type { Page } from "@/lib/pages/schema";

/** Says what deleting a draft means before it is done. */
export function DeleteDialog({ page, onClose }: { page: Page; onClose: () => void }) {
  const t = useTranslations("pages");
  const router = useRouter();
  const [refused, setRefused] = useState<PageFailureCode | null>(null);
  const [pending, start] = useTransition();
  const { id, revision, title } = page;
  const confirm = async () => {
    setRefused(null);
    const answer = await answerOf(deletePage({ id, revision }));
    if (!answer.ok) return setRefused(answer.code);
    toast.success(t("delete.done", { title }));
    onClose();
    router.push("/pages");
  };
  return (
    <Dialog title={t("delete.title", { title })} onClose={onClose}>
      <p className="mt-2 mb-4">{t("delete.text")}</p>
      {refused && <FormMessage tone="error">{t(`refused.${refused}`)}</FormMessage>}
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          {t("delete.keep")}
        </Button>
        <Button disabled={pending} onClick={() => start(confirm)}>
          {t(pending ? "working" : "delete.confirm")}
        </Button>
      </div>
    </Dialog>
  );
}
