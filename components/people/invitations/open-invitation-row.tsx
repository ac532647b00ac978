"use client";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useFormatter, useNow, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { DirectoryTeam } from "@/lib/people/directory/schema";
import { resendInvitation } from "@/lib/people/invitations/actions";
import type { OpenInvitation } from "@/lib/people/invitations/schema";
import { answerOf } from "../answer";
import { WithdrawDialog } from "./withdraw-dialog";

/** An invitation that waits: to whom and to what, since when and until when, and the two things that can be done. */
export function OpenInvitationRow({
  invitation: { id, email, sent_at: sentAt, expires_at: expiresAt },
  team,
  inviter,
}: {
  invitation: OpenInvitation;
  /** Undefined for an invitation to the organisers. */
  team: DirectoryTeam | undefined;
  inviter: string | undefined;
}) {
  const t = useTranslations("people.open");
  const refusals = useTranslations("people.refused");
  const format = useFormatter();
  const now = useNow();
  const router = useRouter();
  const [pending, start] = useTransition();
  const [isWithdrawing, setWithdrawing] = useState(false);
  const isExpired = Date.parse(expiresAt) <= now.getTime();

  const resend = async () => {
    const answer = await answerOf(resendInvitation(id));
    if (!answer.ok) {
      toast.error(refusals(answer.code));
      // It may have been followed or withdrawn meanwhile.
      router.refresh();
    } else if (answer.isMailed) toast.success(t("resent", { email }));
    else toast.error(t("notResent", { email }));
  };

  return (
    <li className="flex flex-col gap-0.5 px-4 py-3">
      <p className="wrap-anywhere font-semibold">{email}</p>
      <p className="text-[14px]">{team ? t("toTeam", { team: team.name }) : t("toOrganisers")}</p>
      <p className="text-[13px] text-muted">
        {t("invited", { when: format.relativeTime(new Date(sentAt), now), name: inviter ?? "none" })}
        {" · "}
        <span className={isExpired ? "font-medium text-red" : ""}>
          {t(isExpired ? "expired" : "expires", { when: format.relativeTime(new Date(expiresAt), now) })}
        </span>
      </p>
      <div className="mt-1 flex gap-4">
        <Button
          look="link"
          disabled={pending}
          aria-label={t("resendTo", { email })}
          onClick={() => start(resend)}
        >
          {t(pending ? "resending" : "resend")}
        </Button>
        <Button look="link" aria-label={t("withdrawOf", { email })} onClick={() => setWithdrawing(true)}>
          {t("withdraw")}
        </Button>
      </div>
      {isWithdrawing && <WithdrawDialog id={id} email={email} onClose={() => setWithdrawing(false)} />}
    </li>
  );
}
