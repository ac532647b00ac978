import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { translator } from "@/lib/i18n/translator";
import { leaveForInvitation } from "@/lib/people/invitations/arrival";

/** This browser is somebody else's at the moment: an invitation is for its own address alone. */
export function OtherAddress({
  token,
  invited,
  signedIn,
}: {
  token: string;
  invited: string;
  signedIn: string;
}) {
  const t = translator();
  return (
    <Notice title={t("invitation.other.title")} text={t("invitation.other.text", { invited, signedIn })}>
      <form action={leaveForInvitation}>
        <input type="hidden" name="token" value={token} />
        <Button type="submit">{t("invitation.other.signOut")}</Button>
      </form>
      <a
        href="/"
        className="rounded-medium border border-line bg-sheet px-4 py-2 font-medium hover:bg-blue-soft"
      >
        {t("invitation.other.stay")}
      </a>
    </Notice>
  );
}
