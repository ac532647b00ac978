"use client";
import { useState, useTransition } from "react";
import { useTranslations } from "use-intl";
import { answerOf } from "@/components/people/answer";
import { useAnnounce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormMessage } from "@/components/ui/form-message";
import { deleteMessage } from "@/lib/chat/actions";
import type { ChangeCode } from "@/lib/chat/edits/edits";
import type { Message } from "@/lib/chat/schema";

/** Asks before a message is gone for everybody. */
export function DeleteMessageDialog({
  message,
  onStored,
  onClose,
}: {
  message: Message;
  /** Gets what is left of it. */
  onStored: (message: Message) => void;
  onClose: () => void;
}) {
  const t = useTranslations("chat.delete");
  const refusal = useTranslations("chat.changeRefused");
  const announce = useAnnounce();
  const [refused, setRefused] = useState<ChangeCode | null>(null);
  const [pending, start] = useTransition();
  const confirm = async () => {
    setRefused(null);
    const answer = await answerOf(deleteMessage(message.id));
    if (!answer.ok) return setRefused(answer.code);
    onStored(answer.message);
    announce(t("done"));
    onClose();
  };
  return (
    <Dialog title={t("title")} onClose={onClose}>
      <p className="mt-2">{t("text", { documents: message.documents.length })}</p>
      {message.content && (
        <p
          dir="auto"
          className="wrap-anywhere mt-3 line-clamp-3 rounded-medium bg-ice px-3 py-2 whitespace-pre-wrap"
        >
          {message.content}
        </p>
      )}
      {refused && (
        <div className="mt-3">
          <FormMessage tone="error">{refusal(refused)}</FormMessage>
        </div>
      )}
      <div className="mt-5 flex flex-wrap justify-end gap-2">
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
