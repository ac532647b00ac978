"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { answerOf } from "@/components/people/answer";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { withdrawRequirement, withdrawTask } from "@/lib/tasks/requirements/actions";
import type { RequirementRefusal } from "@/lib/tasks/requirements/refusal";
import { Refused } from "./refused";

/** Says what it means to ask something no more, before it is done. */
export function WithdrawDialog({
  of,
  id,
  title,
  teams,
  onClose,
}: {
  of: "requirement" | "task";
  id: string;
  title: string;
  /** How many it is asked of. */
  teams: number;
  onClose: () => void;
}) {
  const t = useTranslations("requirements");
  const router = useRouter();
  const [refused, setRefused] = useState<RequirementRefusal | null>(null);
  const [pending, start] = useTransition();
  const confirm = async () => {
    setRefused(null);
    const answer = await answerOf(of === "requirement" ? withdrawRequirement(id) : withdrawTask(id));
    if (!answer.ok) return setRefused(answer);
    toast.success(t("withdraw.done", { title }));
    // Where it stood there is nothing any more.
    router.push("/tasks" as Route);
  };
  return (
    <Dialog title={t("withdraw.title", { title })} onClose={onClose}>
      <p className="mt-2 mb-4 text-pretty">{t("withdraw.text", { teams })}</p>
      <Refused code={refused?.code ?? null} />
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          {t("withdraw.keep")}
        </Button>
        <Button disabled={pending} onClick={() => start(confirm)}>
          {t(pending ? "working" : "withdraw.confirm")}
        </Button>
      </div>
    </Dialog>
  );
}
