"use client";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { answerOf } from "@/components/people/answer";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormMessage } from "@/components/ui/form-message";
import { deleteDocument } from "@/lib/documents/actions";
import type { DocumentRefusalCode } from "@/lib/documents/refusal";
import { useRefusal } from "./use-reasons";

/** Says for whom a document goes, before it is gone. */
export function DeleteDialog({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const t = useTranslations("documents.delete");
  const sentence = useRefusal();
  const [refused, setRefused] = useState<DocumentRefusalCode | null>(null);
  const [pending, start] = useTransition();
  const confirm = async () => {
    setRefused(null);
    const answer = await answerOf(deleteDocument(id));
    if (!answer.ok) return setRefused(answer.code);
    toast.success(t("done", { name }));
    onClose();
  };
  return (
    <Dialog title={t("title")} onClose={onClose}>
      <p className="mt-2 mb-4 wrap-anywhere">{t("text", { name })}</p>
      {refused && <FormMessage tone="error">{sentence(refused)}</FormMessage>}
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          {t("keep")}
        </Button>
        <Button disabled={pending} onClick={() => start(confirm)}>
          {t(pending ? "working" : "confirm")}
        </Button>
      </div>
    </Dialog>
  );
}
