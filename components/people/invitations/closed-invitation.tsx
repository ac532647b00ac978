import { Notice } from "@/components/ui/notice";
import { translator } from "@/lib/i18n/translator";
import type { Invitation } from "@/lib/people/invitations/schema";

/** An invitation that opens nothing any more: why, and what can be done. */
export function ClosedInvitation({
  invitation,
  state,
}: {
  invitation: Invitation;
  state: Exclude<Invitation["state"], "open">;
}) {
  const t = translator();
  const who = invitation.invited_by_name;
  return (
    <Notice title={t(`invitation.${state}.title`)} text={t(`invitation.${state}.text`, { who })}>
      {state === "accepted" && (
        <a href="/sign-in" className="rounded-medium bg-blue px-4 py-2 font-semibold text-on-blue">
          {t("invitation.signIn")}
        </a>
      )}
    </Notice>
  );
}
