"use client";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { revokeInvitation } from "@/lib/people/invitations/actions";
import type { RefusalCode } from "@/lib/people/refusal";
import { answerOf } from "../answer";
import { Refused } from "../refused";

/** Asks before an invitation is taken back. */
export function WithdrawDialog({ id, email, onClose }: { id: string; email: string; onClose: () => void }) {
  const t = useTranslations("people.withdraw");
  const router = useRouter();
  const [refused, setRefused] = useState<RefusalCode | null>(null);
  const [pending, start] = useTransition();
  const withdraw = async () => {
    setRefused(null);
    const answer = await answerOf(revokeInvitation(id));
    if (!answer.ok) return setRefused(answer.code);
    toast.success(t("done", { email }));
    onClose();
  };
  const close = () => {
    // What was refused is not as this list has it: it may have been followed meanwhile.
    if (refused) router.refresh();
    onClose();
  };
  return (
    <Dialog title={t("title")} onClose={close}>
      <p className="wrap-anywhere mt-2 mb-4 text-pretty">{t("text", { email })}</p>
      <Refused code={refused} />
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={close}>
          {t("keep")}
        </Button>
        <Button disabled={pending} onClick={() => start(withdraw)}>
          {t("confirm")}
        </Button>
      </div>
    </Dialog>
  );
}
