"use client";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { answerOf } from "@/components/people/answer";
import { Refused } from "@/components/people/refused";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { RefusalCode } from "@/lib/people/refusal";
import { archiveTeam } from "@/lib/teams/actions";
import type { ListedTeam } from "@/lib/teams/schema";

/** Says what archiving a team means, or bringing it back, before it is done. */
export function ArchiveDialog({ team, onClose }: { team: ListedTeam; onClose: () => void }) {
  const act = team.archivedAt ? "restore" : "archive";
  const t = useTranslations("teams");
  const [refused, setRefused] = useState<RefusalCode | null>(null);
  const [pending, start] = useTransition();
  const { id, name, people, awaited } = team;
  const confirm = async () => {
    setRefused(null);
    const answer = await answerOf(archiveTeam({ id, isArchived: act === "archive" }));
    if (!answer.ok) return setRefused(answer.code);
    toast.success(t(`${act}.done`, { name }));
    onClose();
  };
  return (
    <Dialog title={t(`${act}.title`, { name })} onClose={onClose}>
      <p className="mt-2 mb-4">{t(`${act}.text`, { people, awaited })}</p>
      <Refused code={refused} />
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          {t(`${act}.keep`)}
        </Button>
        <Button disabled={pending} onClick={() => start(confirm)}>
          {t(pending ? "working" : `${act}.confirm`)}
        </Button>
      </div>
    </Dialog>
  );
}
